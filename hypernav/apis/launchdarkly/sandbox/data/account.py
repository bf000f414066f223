"""The sample account: three projects of a shop, the people who work on them, and what they did."""

from __future__ import annotations

import functools
import pickle

from hypernav.apis.launchdarkly.sandbox.data.draw import Draw
from hypernav.apis.launchdarkly.sandbox.data.flags import DAY, add_flags
from hypernav.apis.launchdarkly.sandbox.data.log import add_log
from hypernav.apis.launchdarkly.sandbox.data.names import ENVIRONMENTS, MEMBERS, PROJECTS, SEGMENTS, TEAMS
from hypernav.apis.launchdarkly.sandbox.data.requests import (
    add_approvals,
    add_context_kinds,
    add_roles,
    add_views,
    add_webhooks,
)
from hypernav.apis.launchdarkly.sandbox.store import ACCOUNT, Record, Store, Table
from hypernav.sandbox.identifiers import digest, object_id, uuid_of

TOKEN = "api-5b1f7c0e-3a4d-4e8a-9c6b-d2f0a1e7c934"
"""The access token that the sandbox gives to its users: it may read and write."""
READER_TOKEN = "api-c8e2d9b4-71f5-4c3e-8a60-4b9d6e5f1a27"
"""An access token that may only read."""


def build(now: int) -> Store:
    """Return a fresh account, shared with nobody; ``now`` is the time in epoch milliseconds.

    >>> store = build(1_762_160_400_000)
    >>> len(store.projects), sum(map(len, store.environments.values())), sum(map(len, store.flags.values()))
    (3, 8, 240)
    """
    made: Store = pickle.loads(_frozen(now))  # noqa: S301 - the bytes come from the function below
    return made


@functools.lru_cache(maxsize=4)
def _frozen(now: int) -> bytes:
    """Return the account as bytes: thawing them is ten times as fast as building, and shares nothing."""
    store = Store()
    _add_members(store, now)
    _add_teams(store, now)
    _add_tokens(store, now)
    for number, (key, name, tags, catalogue) in enumerate(PROJECTS):
        store.projects[key] = new_project(key, name, list(tags), now - (1900 - 250 * number) * DAY)
        store.environments[key] = Table()
        store.flags[key] = Table()
        for environment, title, color in ENVIRONMENTS[key]:
            _add_environment(store, key, environment, title, color)
        add_flags(store, key, catalogue, now)
    add_roles(store)
    add_webhooks(store)
    add_approvals(store, now)
    add_views(store, now)
    add_context_kinds(store, now)
    add_log(store, now)
    return pickle.dumps(store, pickle.HIGHEST_PROTOCOL)


def new_project(key: str, name: str, tags: list[str], created: int, project_id: str = "") -> Record:
    """Return a project without environments."""
    return {
        "_id": project_id or object_id("project", key),
        "key": key,
        "name": name,
        "tags": tags,
        "includeInSnippetByDefault": False,
        "defaultClientSideAvailability": {"usingMobileKey": False, "usingEnvironmentId": False},
        "createdOn": created,
    }


def new_environment(project: str, key: str, name: str, color: str, created: int, environment_id: str) -> Record:
    """Return an environment; its keys are derived from its id."""
    return {
        "_id": environment_id,
        "key": key,
        "name": name,
        "apiKey": f"sdk-{uuid_of('sdk', project, environment_id)}",
        "mobileKey": f"mob-{uuid_of('mob', project, environment_id)}",
        "color": color,
        "defaultTtl": 0,
        "secureMode": False,
        "defaultTrackEvents": False,
        "requireComments": False,
        "confirmChanges": False,
        "tags": [],
        "approvalSettings": approval_settings(required=False),
        "critical": False,
        "createdOn": created,
    }


def approval_settings(*, required: bool, tags: tuple[str, ...] = ()) -> Record:
    """Return the approval settings of an environment."""
    return {
        "required": required,
        "bypassApprovalsForPendingChanges": False,
        "minNumApprovals": 1,
        "canReviewOwnRequest": False,
        "canApplyDeclinedChanges": True,
        "autoApplyApprovedChanges": False,
        "serviceKind": "launchdarkly",
        "serviceConfig": {},
        "requiredApprovalTags": list(tags),
    }


def new_member(first: str, last: str, email: str, role: str, created: int, member_id: str) -> Record:
    """Return a member who has been invited and has not come yet."""
    return {
        "_id": member_id,
        "firstName": first,
        "lastName": last,
        "role": role,
        "email": email,
        "_pendingInvite": True,
        "_verified": False,
        "customRoles": [],
        "mfa": "disabled",
        "excludedDashboards": [],
        "_lastSeen": 0,
        "creationDate": created,
        "version": 1,
        "roleAttributes": {},
    }


def new_segment(key: str, name: str, description: str, tags: list[str], created: int) -> Record:
    """Return a segment without targets and rules."""
    return {
        "name": name,
        "description": description,
        "tags": tags,
        "creationDate": created,
        "lastModifiedDate": created,
        "key": key,
        "included": [],
        "excluded": [],
        "includedContexts": [],
        "excludedContexts": [],
        "rules": [],
        "version": 1,
        "deleted": False,
        "generation": 1,
        "unbounded": False,
    }


def new_team(key: str, name: str, description: str, members: list[str], created: int) -> Record:
    """Return a team."""
    return {
        "key": key,
        "name": name,
        "description": description,
        "_creationDate": created,
        "_lastModified": created,
        "_version": 1,
        "_idpSynced": False,
        "memberIDs": members,
        "customRoleKeys": [],
        "permissionGrants": [],
        "roleAttributes": {},
        "projectKeys": [],
    }


def _add_members(store: Store, now: int) -> None:
    for number, (first, last, role) in enumerate(MEMBERS):
        draw = Draw("member", first, last)
        email = f"{first}.{last}@acme.test".lower() if first else "invited@partner.test"
        created = now - draw.between(60, 1800) * DAY
        member = new_member(first, last, email, role, created, object_id("member", number))
        if first and first != "Fatima":
            seen = now - draw.between(0, 40 if draw.chance(0.8) else 400) * DAY - draw.between(0, DAY)
            member.update(_pendingInvite=False, _verified=True, _lastSeen=max(created, seen))
            member["mfa"] = "enabled" if draw.chance(0.7) else "disabled"
        store.members[member["_id"]] = member


def _add_teams(store: Store, now: int) -> None:
    writers = [member for member in store.members.values() if member["role"] in ("writer", "admin")]
    for number, (key, name, description, projects) in enumerate(TEAMS):
        draw = Draw("team", key)
        members = [member["_id"] for member in draw.some(writers, draw.between(2, 5))] if projects else []
        team = new_team(key, name, description, members, now - (1200 - 90 * number) * DAY)
        team["_lastModified"] = now - draw.between(1, 200) * DAY
        team["_version"] = draw.between(2, 9)
        team["projectKeys"] = list(projects)
        team["roleAttributes"] = {"developerProjectKey": list(projects)} if projects else {}
        if members:
            team["permissionGrants"] = [{"actionSet": "maintainTeam", "memberIDs": members[:1]}]
        store.teams[key] = team


def _add_tokens(store: Store, now: int) -> None:
    owner, writer, *_ = store.members
    for number, (name, role, secret, member, used, service) in enumerate(
        (
            ("Notebook exploration", "writer", TOKEN, writer, 0, False),
            ("Weekly report", "reader", READER_TOKEN, writer, 3, True),
            ("Terraform", "admin", f"api-{uuid_of('token', 'terraform')}", owner, 1, True),
            ("Deploy pipeline", "writer", f"api-{uuid_of('token', 'deploy')}", owner, 0, True),
            ("Old laptop", "admin", f"api-{uuid_of('token', 'laptop')}", writer, 611, False),
        )
    ):
        created = now - (900 - 120 * number + used) * DAY
        store.tokens[object_id("token", number)] = {
            "_id": object_id("token", number),
            "ownerId": ACCOUNT,
            "memberId": member,
            "name": name,
            "description": "",
            "creationDate": created,
            "lastModified": created,
            "customRoleIds": [],
            "inlineRole": [],
            "role": role,
            "secret": secret,
            "serviceToken": service,
            "defaultApiVersion": 20240415,
            "lastUsed": now - used * DAY,
        }


def _add_environment(store: Store, project: str, key: str, name: str, color: str) -> None:
    created = store.projects[project]["createdOn"]
    environment = new_environment(project, key, name, color, created, object_id("environment", project, key))
    production = key == "production"
    environment["critical"] = environment["confirmChanges"] = production
    environment["tags"] = ["live"] if production else ["internal"]
    if production and project == "platform":
        environment["approvalSettings"] = approval_settings(required=False, tags=("kill-switch",))
    store.environments[project][key] = environment
    store.segments[(project, key)] = Table(
        {
            key_of: _segment(project, key, key_of, name_of, text, tags, created)
            for key_of, name_of, text, tags in SEGMENTS
            if project != "platform" or key_of != "loyalty-members"
        }
    )


def _segment(
    project: str, environment: str, key: str, name: str, description: str, tags: tuple[str, ...], since: int
) -> Record:
    draw = Draw("segment", project, environment, key)
    segment = new_segment(key, name, description, list(tags), since + draw.between(5, 400) * DAY)
    segment["lastModifiedDate"] = segment["creationDate"] + draw.between(1, 600) * DAY
    segment["version"] = draw.between(2, 30)
    if key == "loyalty-members":
        segment.update(unbounded=True, unboundedContextKind="user", _external="amplitude", _importInProgress=False)
        segment["_externalLink"] = "https://analytics.example/cohort/loyalty-members"
        return segment
    rules = {
        "internal-employees": ("email", "endsWith", ["@acme.test"]),
        "enterprise-customers": ("plan", "in", ["enterprise"]),
        "eu-customers": ("country", "in", ["DE", "FR", "NL", "SE", "ES", "IT", "PL", "IE"]),
    }
    if key in rules:
        attribute, op, values = rules[key]
        segment["rules"] = [_segment_rule(project, environment, key, attribute, op, values)]
    else:
        count = draw.between(3, 12)
        segment["included"] = [f"user-{digest(project, key, number)[:6]}" for number in range(count)]
        segment["excluded"] = [f"user-{digest(project, key, 'not')[:6]}"]
    return segment


def _segment_rule(project: str, environment: str, key: str, attribute: str, op: str, values: list[str]) -> Record:
    seed = ("segment", project, environment, key)
    kind = "organization" if attribute == "plan" else "user"
    found = {"_id": uuid_of("clause", *seed), "attribute": attribute, "op": op, "values": values}
    return {
        "_id": uuid_of("rule", *seed),
        "clauses": [{**found, "contextKind": kind, "negate": False}],
        "description": "",
    }
