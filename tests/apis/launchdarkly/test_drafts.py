"""Drafts and instructions on the simulated account: guarded, commented, refused, undone, and no update lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hypernav.apis.launchdarkly.profile import PROFILE
from hypernav.apis.launchdarkly.sandbox import create
from hypernav.apis.launchdarkly.sandbox.application import LaunchDarkly
from hypernav.edits.draft import Draft
from hypernav.errors import Conflict, ConnectionFailed, Invalid, NotAllowed, OutcomeUnknown, PatchError
from hypernav.http import TokenAuth
from hypernav.navigator import Navigator
from tests.races import ROUNDS, race
from tests.shop import visit

FLAG, PROJECT = "/api/v2/flags/default/checkout", "/api/v2/projects/default"


@pytest.fixture
def account() -> LaunchDarkly:
    return create()


def connect(account: LaunchDarkly) -> Navigator:
    return visit(account, PROFILE, auth=TokenAuth(account.credentials["token"]))


@pytest.fixture
def nav(account: LaunchDarkly) -> Navigator:
    return connect(account)


def guarding(draft: Draft) -> list[str]:
    content = draft.request().body
    operations = content["patch"] if isinstance(content, dict) else content
    return [operation["path"] for operation in operations if operation["op"] == "test"]


def told(account: LaunchDarkly) -> str:
    """Return the comment of the last entry of the audit log."""
    return str(account.store.log[-1]["what"].comment)


# Guards


def test_a_flag_is_guarded_by_its_version_and_that_of_each_environment_that_changes(nav: Navigator):
    draft = nav.go(FLAG).edit()
    draft["description"] = "x"
    assert guarding(draft) == ["/_version"]
    draft["environments"]["staging"]["on"] = not draft["environments"]["staging"]["on"]
    assert guarding(draft) == ["/_version", "/environments/staging/version"]
    draft.send(comment="why")


@pytest.mark.parametrize(
    ("path", "member", "value", "tests"),
    [
        (PROJECT, "name", "Shop", ["/name"]),
        (f"{PROJECT}/environments/test", "color", "FFFFFF", ["/color"]),
        ("/api/v2/segments/default/production/beta-testers", "name", "Testers", ["/version"]),
    ],
)
def test_each_place_has_the_best_guard_there_is(nav: Navigator, path: str, member: str, value: Any, tests: list[str]):
    draft = nav.go(path).edit()
    draft[member] = value
    assert guarding(draft) == tests
    assert draft.send()[member] == value


def test_members_and_webhooks_are_edited_too(nav: Navigator):
    members = nav.go("/api/v2/members")
    someone = next(member for member in members if member["role"] == "reader")
    draft = someone.edit()
    draft["role"] = "writer"
    assert guarding(draft) == ["/version"]
    assert draft.send()["role"] == "writer"
    hook = nav.go("/api/v2/webhooks")[0].edit()
    hook["url"] = "https://hooks.example/new"
    assert guarding(hook) == ["/url"]
    assert hook.send()["url"] == "https://hooks.example/new"


def test_the_secret_of_a_webhook_is_not_shown(nav: Navigator):
    hook = nav.go("/api/v2/webhooks")[0].edit()
    hook["secret"] = "a-secret-of-my-own"
    assert "a-secret-of-my-own" not in str(hook.preview())
    assert '"value":"$SECRET"' in str(hook.preview())


@pytest.mark.parametrize(
    "edit",
    [
        lambda flag: flag.__setitem__("_version", 99),
        lambda flag: flag["_links"].clear(),
        lambda flag: flag.__setitem__("key", "other"),
        lambda flag: flag.__setitem__("kind", "multivariate"),
        lambda flag: flag["environments"]["production"].__setitem__("version", 1),
        lambda flag: flag["environments"]["production"].__setitem__("lastModified", 0),
        lambda flag: flag["environments"]["production"].__delitem__("_site"),
        lambda flag: flag["variations"][0].__setitem__("_id", "x"),
        lambda flag: flag["environments"].__setitem__("production", {"on": True}),
    ],
)
def test_what_the_server_sets_is_refused_at_once(nav: Navigator, edit: Callable[[Draft], Any]):
    with pytest.raises(PatchError, match="cannot be"):
        edit(nav.go(FLAG).edit())


# Sending


def test_a_comment_is_in_the_audit_log(account: LaunchDarkly, nav: Navigator):
    draft = nav.go(FLAG).edit()
    draft["description"] = "Retired"
    draft.send(comment="nobody uses it")
    assert told(account) == "nobody uses it"
    project = nav.go(PROJECT).edit()
    project["name"] = "Shop"
    with pytest.raises(PatchError, match="takes no comment"):
        project.send(comment="why")
    project.send()


def test_a_dry_run_shows_the_servers_own_answer_and_changes_nothing(account: LaunchDarkly, nav: Navigator):
    before = account.store.flags["default"]["checkout"]
    draft = nav.go(FLAG).edit()
    draft["includeInSnippet"] = not draft["includeInSnippet"]
    preview = draft.dry_run(comment="why")
    # The server changes the new form of that member along with the old one.
    assert "/clientSideAvailability/usingEnvironmentId" in [change.pointer for change in preview.changes]
    assert "/_version" not in [change.pointer for change in preview.changes]
    assert preview.request.url.endswith("?dryRun=true")
    assert ".send(comment='why')" in str(preview)
    assert str(preview).startswith("launchdarkly · PATCH /api/v2/flags/default/checkout · dry run · sandbox\n")
    assert account.store.flags["default"]["checkout"] == before
    assert draft.state == "open"
    project = nav.go(PROJECT).edit()
    project["name"] = "Shop"
    with pytest.raises(PatchError, match="no dry run"):
        project.dry_run()


def test_a_dry_run_tells_what_the_server_would_refuse(nav: Navigator):
    draft = nav.go(FLAG).edit()
    draft["tags"] = "not a list"
    with pytest.raises(Invalid):
        draft.dry_run()
    assert draft.state == "open"


def test_a_lost_answer_to_a_dry_run_is_no_unknown_outcome(account: LaunchDarkly, nav: Navigator):
    draft = nav.go(FLAG).edit()
    draft["description"] = "x"
    account.faults.add(drop="after", method="PATCH")
    with pytest.raises(ConnectionFailed) as caught:
        draft.dry_run()
    assert caught.value.what == "The answer to the dry run was lost. It was to change nothing."
    assert draft.state == "open"


def test_conflicts_with_pending_changes_can_be_ignored(account: LaunchDarkly, nav: Navigator):
    rule = account.store.flags["default"]["checkout"]["environments"]["staging"]["rules"][0]["_id"]
    pending = next(iter(account.store.approvals.values()))
    pending.update(resource=("default", "staging", "checkout"), status="pending")
    pending["instructions"] = [{"kind": "updateRuleDescription", "ruleId": rule, "description": "x"}]
    draft = nav.go(FLAG).edit()
    draft["environments"]["staging"]["rules"].clear()
    with pytest.raises(Invalid, match="would cause a pending approval request or scheduled change to fail"):
        draft.send()
    preview = draft.preview(ignore_conflicts=True)
    assert preview.request.url.endswith("?ignoreConflicts=true")
    assert ".send(ignore_conflicts=True)" in str(preview)
    assert draft.send(ignore_conflicts=True)["environments"]["staging"]["rules"] == []


def test_a_merge_patch_can_be_asked_for(account: LaunchDarkly, nav: Navigator):
    draft = nav.go(FLAG).edit(form="merge patch")
    draft["description"] = "Merged"
    assert draft.request(comment="why").body == {"comment": "why", "merge": {"description": "Merged"}}
    assert draft.preview().guard == "none"
    draft.send(comment="why")
    assert account.store.flags["default"]["checkout"]["description"] == "Merged"


def test_an_approval_that_is_required_is_a_refusal(account: LaunchDarkly, nav: Navigator):
    account.store.environments["default"]["production"]["approvalSettings"]["required"] = True
    draft = nav.go(FLAG).edit()
    draft["environments"]["production"]["on"] = not draft["environments"]["production"]["on"]
    with pytest.raises(NotAllowed, match="Approval is required") as caught:
        draft.send()
    assert caught.value.details["draft"].startswith("kept as it is")


def test_a_change_and_its_undoing_leave_the_flag_as_it_was(account: LaunchDarkly, nav: Navigator):
    def shown() -> Any:
        data = connect(account).go(FLAG).data
        data.pop("_version")
        for targeting in data["environments"].values():
            del targeting["version"], targeting["lastModified"]
        return data

    before = shown()
    draft = nav.go(FLAG).edit()
    draft["tags"].append("retire")
    draft["customProperties"]["team"] = {"name": "Team", "value": ["checkout"]}
    draft["environments"]["production"]["on"] = not draft["environments"]["production"]["on"]
    draft["environments"]["staging"]["rules"] = []
    done = draft.send()
    assert shown() != before
    done.undo().send()
    assert shown() == before


def test_a_lost_answer_is_decided_by_version_and_values(account: LaunchDarkly, nav: Navigator):
    draft = nav.go(FLAG).edit()
    draft["description"] = "x"
    account.faults.add(drop="before", method="PATCH")
    with pytest.raises(OutcomeUnknown):
        draft.send()
    assert draft.check().outcome == "not done"
    account.faults.add(drop="after", method="PATCH")
    with pytest.raises(OutcomeUnknown):
        draft.send()
    assert draft.check().outcome == "done"
    assert account.store.flags["default"]["checkout"]["description"] == "x"


def test_a_conflict_is_met_and_solved(account: LaunchDarkly, nav: Navigator):
    mine = nav.go(FLAG).edit()
    theirs = connect(account).go(FLAG).edit()
    theirs["tags"].append("theirs")
    theirs.send()
    mine["environments"]["production"]["on"] = not mine["environments"]["production"]["on"]
    with pytest.raises(Conflict) as caught:
        mine.send()
    assert caught.value.details["changed"] == "/tags"
    assert caught.value.details["overlap"] == "none"
    done = mine.rebase().send()
    assert done["tags"][-1] == "theirs"


# Two writers


def count(draft: Draft, name: str) -> None:
    draft[name] = str(int(draft[name]) + 1) if draft[name].isdigit() else "1"


@pytest.mark.parametrize(("path", "member"), [(FLAG, "description"), (PROJECT, "name")])
def test_no_update_is_lost_between_two_writers(account: LaunchDarkly, path: str, member: str):
    account.counters.limits = []
    tally = race(lambda: connect(account), path, lambda draft: count(draft, member))
    assert tally.trouble == []
    assert connect(account).go(path)[member] == str(2 * ROUNDS)
