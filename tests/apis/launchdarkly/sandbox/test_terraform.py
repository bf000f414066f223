"""What a program that keeps an account like its configuration sends, as LaunchDarkly's Terraform provider does."""

from __future__ import annotations

from typing import Any

from tests.apis.launchdarkly.client import Client

STATEMENT = {"effect": "allow", "resources": ["proj/tf:env/*:flag/*"], "actions": ["*"]}
RULE = {"variation": 1, "clauses": [{"attribute": "country", "op": "in", "values": ["de"], "contextKind": "user"}]}
APPROVAL = ("required", "minNumApprovals", "canReviewOwnRequest", "canApplyDeclinedChanges", "requiredApprovalTags")
FLAG, TEST, PRODUCTION = "/flags/tf/banner", "/projects/tf/environments/test", "/projects/tf/environments/production"


def replace(prefix: str = "", **values: Any) -> list[Any]:
    return [{"op": "replace", "path": f"{prefix}/{name}", "value": value} for name, value in values.items()]


def remove(prefix: str, *names: str) -> list[Any]:
    return [{"op": "remove", "path": f"{prefix}/{name}"} for name in names]


def commented(patch: Any) -> Any:
    return {"comment": "Terraform", "patch": patch}


def instructed(*instructions: Any) -> Any:
    return {"comment": "Terraform", "instructions": list(instructions)}


ENVIRONMENTS = [{"key": key, "name": key.title(), "color": "417505", "tags": []} for key in ("test", "production")]
VARIATIONS = [{"value": value, "name": value, "description": ""} for value in ("off", "on", "dark")]
AVAILABILITY = {"usingEnvironmentId": True, "usingMobileKey": False}
TARGETING = {
    "on": True,
    "rules": [RULE],
    "trackEvents": True,
    "prerequisites": [{"key": "base", "variation": 0}],
    "offVariation": 0,
    "targets": [{"variation": 0, "values": ["ada", "bob"]}],
    "contextTargets": [{"variation": 1, "values": ["acme"], "contextKind": "organization"}],
    "fallthrough": {"rollout": {"variations": [{"variation": one, "weight": 50_000} for one in (0, 1)]}},
}
LISTS = dict.fromkeys(("rules", "prerequisites", "targets", "contextTargets"))
OFF = {"on": False, **LISTS, "trackEvents": None, "fallthrough": {"variation": 0}}
SEGMENT = {
    "description": "d",
    "tags": ["terraform"],
    "included": ["ada"],
    "excluded": None,
    "includedContexts": [{"contextKind": "organization", "values": ["acme"]}],
    "excludedContexts": None,
    "rules": [{"clauses": RULE["clauses"], "weight": 20_000, "bucketBy": "key"}],
}
REQUESTS: list[tuple[str, str, Any, int]] = [
    ("GET", "/projects/tf?expand=environments", None, 404),
    ("POST", "/projects", {"key": "tf", "name": "TF", "tags": ["terraform"], "environments": ENVIRONMENTS}, 201),
    ("GET", "/projects/tf?expand=environments", None, 200),
    ("PATCH", "/projects/tf", replace(name="Infra", tags=None, includeInSnippetByDefault=None), 200),
    ("PATCH", "/projects/tf", replace(defaultClientSideAvailability=AVAILABILITY), 200),
    ("PATCH", TEST, replace(name="T", color="000000", defaultTtl=5, secureMode=True, tags=["a"], critical=False), 200),
    ("PATCH", PRODUCTION, replace("/approvalSettings", required=True, minNumApprovals=2, requiredApprovalTags=[]), 200),
    ("POST", "/flags/tf", {"key": "base", "name": "Base", "temporary": False}, 201),
    ("POST", "/flags/tf", {"key": "banner", "name": "Banner", "variations": VARIATIONS, "temporary": True}, 201),
    ("PATCH", FLAG, commented(replace("/environments/production", on=True)), 405),
    ("PATCH", PRODUCTION, remove("/approvalSettings", *APPROVAL), 200),
    ("PATCH", FLAG, commented(replace("/environments/production", on=True)), 200),
    ("PATCH", FLAG, commented(replace(name="B", description=None, tags=["b"], temporary=False, archived=False)), 200),
    ("PATCH", FLAG, commented(replace(customProperties=None, defaults={"onVariation": 1, "offVariation": 0})), 200),
    ("PATCH", FLAG, commented(replace("/clientSideAvailability", **AVAILABILITY)), 200),
    ("PATCH", FLAG, commented(replace(maintainerTeamKey=None, maintainerId="{owner}")), 200),
    ("PATCH", FLAG, commented(replace("/environments/test", **TARGETING)), 200),
    ("GET", f"{FLAG}?env=test", None, 200),
    ("PATCH", "/flags/tf/base", commented(replace(archived=True)), 400),
    ("DELETE", "/flags/tf/base", None, 409),
    (
        "PATCH",
        FLAG,
        commented([*replace("/environments/test", **OFF), *remove("/environments/test", "offVariation")]),
        200,
    ),
    ("PATCH", FLAG, commented(remove("/environments/test", "offVariation")), 400),
    ("POST", "/segments/tf/test", {"key": "known", "name": "Known", "description": "", "tags": None}, 201),
    ("PATCH", "/segments/tf/test/known", commented(replace(**SEGMENT)), 200),
    ("POST", "/roles", {"key": "deploy", "name": "Deploy", "basePermissions": "no_access", "policy": [STATEMENT]}, 201),
    ("PATCH", "/roles/deploy", commented(replace(description="d", policy=[STATEMENT, STATEMENT])), 200),
    ("POST", "/members", [{"email": "tf@acme.test", "firstName": "T", "customRoles": ["deploy"]}], 201),
    ("PATCH", "/members/{member}", replace(role="writer", customRoles=None), 200),
    ("POST", "/teams", {"key": "infra", "name": "Infra", "memberIDs": ["{member}"], "customRoleKeys": ["deploy"]}, 201),
    ("PATCH", "/teams/infra", instructed({"kind": "updateDescription", "value": "d"}), 200),
    ("GET", "/teams/infra?expand=members,roles,maintainers", None, 200),
    ("DELETE", "/teams/infra", None, 409),
    ("PATCH", "/teams/infra", instructed({"kind": "removeMembers", "values": ["{member}"]}), 200),
    ("DELETE", "/teams/infra", None, 204),
    ("POST", "/webhooks", {"url": "https://hooks.example", "on": True, "sign": False, "name": "TF"}, 200),
    ("PATCH", "/webhooks/{webhook}", replace(secret="s", statements=[STATEMENT], tags=None, on=False), 200),
    ("POST", "/tokens", {"name": "TF", "inlineRole": [STATEMENT], "serviceToken": True}, 201),
    ("PATCH", "/tokens/{token}", replace(name="CI", role=None, inlineRole=[STATEMENT]), 200),
    ("DELETE", "/tokens/{token}", None, 204),
    ("POST", "/flags/tf/banner/copy", {"source": {"key": "production"}, "target": {"key": "test"}}, 201),
    ("GET", "/projects/tf/views", None, 200),
    ("PUT", "/projects/tf/context-kinds/organization", {"name": "Organization", "hideInTargeting": False}, 200),
    ("POST", "/destinations/tf/test", {"name": "D", "kind": "segment", "config": {}, "on": True}, 501),
    ("DELETE", FLAG, None, 204),
    ("DELETE", "/projects/tf", None, 204),
]
NAMED = {"/members": "member", "/webhooks": "webhook", "/tokens": "token"}


def filled(value: Any, ids: dict[str, str]) -> Any:
    """Return a path or a body with the ids that the server gave."""
    if isinstance(value, str):
        return ids.get(value.strip("{}"), value) if value.startswith("{") else value.format(**ids)
    if isinstance(value, list):
        return [filled(one, ids) for one in value]
    return {name: filled(one, ids) for name, one in value.items()} if isinstance(value, dict) else value


def replay(client: Client, *requests: tuple[str, str, Any, int]) -> Any:
    """Send requests, each of which must be answered with its status, and return the last answer."""
    ids, answer = {"owner": client.get("/members/me")["_id"]}, None
    for method, path, body, status in requests:
        answer = client.send(method, filled(path, ids), filled(body, ids), LD_API_Version="20240415")
        assert answer.status == status, (method, path, body, answer.json)
        if method == "POST" and path in NAMED:
            ids[NAMED[path]] = answer.json["_id"] if path != "/members" else answer.json["items"][0]["_id"]
    return answer.json if answer else None


def test_each_of_its_requests_is_answered_as_it_expects(client: Client) -> None:
    assert len(REQUESTS) >= 40
    replay(client, *REQUESTS)


def test_the_targeting_is_as_it_was_told(client: Client) -> None:
    upto = next(number for number, request in enumerate(REQUESTS) if request[1] == f"{FLAG}?env=test")
    found = replay(client, *REQUESTS[: upto + 1])["environments"]["test"]
    for name in ("on", "trackEvents", "prerequisites", "offVariation"):
        assert found[name] == TARGETING[name]
    assert [target["values"] for target in found["targets"] + found["contextTargets"]] == [["ada", "bob"], ["acme"]]
    assert found["rules"][0]["clauses"][0]["values"] == ["de"]


def test_what_it_withdraws_is_gone(client: Client) -> None:
    upto = next(number for number, request in enumerate(REQUESTS) if request[1] == "/segments/tf/test")
    replay(client, *REQUESTS[:upto])
    found = client.get(FLAG)["environments"]["test"]
    assert [found[name] for name in ("on", "trackEvents", *LISTS)] == [False, False, [], [], [], []]
    assert "offVariation" not in found
    assert client.get(PRODUCTION)["approvalSettings"]["minNumApprovals"] == 1
