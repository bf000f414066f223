"""Semantic patches bound to places: checked before sending, sent once, shown, and taken back."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable

import pytest

from hypernav.apis.launchdarkly.sandbox.application import LaunchDarkly
from hypernav.edits.bound_patch import BoundPatch
from hypernav.errors import AnswerContradicts, ConnectionFailed, Invalid, OutcomeUnknown, PatchError, UnknownInstruction
from hypernav.navigator import Navigator
from tests.apis.launchdarkly.test_drafts import FLAG, PROJECT, account, connect, nav, told

__all__ = ["account", "nav"]  # fixtures


def test_instructions_are_sent_at_once_with_their_media_type(account: LaunchDarkly, nav: Navigator):
    patch = nav.go(FLAG).instruct(environment="production").turn_flag_off().add_tags(values=["retire"])
    request = patch.request(comment="nobody uses it")
    assert request.headers == {"Content-Type": "application/json; domain-model=launchdarkly.semanticpatch"}
    assert request.body == {
        "comment": "nobody uses it",
        "environmentKey": "production",
        "instructions": [{"kind": "turnFlagOff"}, {"kind": "addTags", "values": ["retire"]}],
    }
    done = patch.send(comment="nobody uses it")
    assert (done["environments"]["production"]["on"], done["tags"][-1]) == (False, "retire")
    assert [entry.method for entry in nav.ledger] == ["GET", "PATCH"]
    assert told(account) == done.comment == "nobody uses it"


def test_a_comment_of_the_patch_goes_along_too(account: LaunchDarkly, nav: Navigator):
    patch = nav.go(FLAG).instruct().add_tags(values=["x"]).comment("why")
    assert "Comment    why" in str(patch.preview())
    assert patch.send().comment == told(account) == "why"


def test_a_place_that_is_loaded_in_full_is_not_read_again(nav: Navigator):
    flag = nav.go(FLAG).load()
    flag.instruct(environment="production").turn_flag_on().preview()
    assert nav.ledger.count == 1


def test_what_changed_and_the_way_back_are_known(account: LaunchDarkly, nav: Navigator):
    before = copy.deepcopy(account.store.flags["default"]["checkout"])
    production = before["environments"]["production"]
    patch = nav.go(FLAG).instruct(environment="production").turn_flag_off().add_tags(values=["retire"])
    done = patch.send()
    assert [change.pointer for change in done.changes] == ["/tags/2", "/environments/production/on"]
    assert done.before["environments"]["production"]["on"] is True
    sent = nav.ledger.count
    undo = done.undo()
    assert nav.ledger.count == sent
    undo.send()
    after = account.store.flags["default"]["checkout"]
    assert after["tags"] == before["tags"]
    assert {**after["environments"]["production"], "version": 0, "lastModified": 0} == {
        **production,
        "version": 0,
        "lastModified": 0,
    }


def test_the_page_shows_instructions_and_says_why_there_is_no_guard(nav: Navigator):
    patch = nav.go(FLAG).instruct(environment="production").turn_flag_off()
    assert str(patch.preview(comment="why")) == (
        "launchdarkly · PATCH /api/v2/flags/default/checkout · not sent · sandbox\n"
        'Patch      1 instruction for a flag in "production"\n'
        "             1  turn_flag_off\n"
        "Comment    why\n"
        "Guard      none needed: instructions say what to do, not what to overwrite\n"
        "           they are applied to whatever is there when they arrive; all of them, or none\n"
        "Request    PATCH https://launchdarkly.test/api/v2/flags/default/checkout\n"
        "           Accept: application/json, */*;q=0.5\n"
        "           User-Agent: hypernav\n"
        "           LD-API-Version: 20240415\n"
        "           Content-Type: application/json; domain-model=launchdarkly.semanticpatch\n"
        "           Authorization: $LAUNCHDARKLY_ACCESS_TOKEN\n"
        '           {"comment":"why","environmentKey":"production","instructions":[{"kind":"turnFlagOff"}]}\n'
        "Next       .send(comment='why')"
    )
    assert patch._repr_mimebundle_()["text/plain"] == str(patch.preview())
    assert patch.curl(comment="why").endswith('"instructions":[{"kind":"turnFlagOff"}]}\'')


def test_a_dry_run_shows_what_the_server_would_change(account: LaunchDarkly, nav: Navigator):
    before = copy.deepcopy(account.store.flags["default"]["checkout"])
    patch = nav.go(FLAG).instruct(environment="production").turn_flag_off()
    preview = patch.dry_run()
    assert [change.pointer for change in preview.changes] == ["/environments/production/on"]
    assert account.store.flags["default"]["checkout"] == before
    patch.send()
    account.faults.add(drop="after", method="PATCH")
    with pytest.raises(ConnectionFailed) as caught:
        nav.go(FLAG).instruct(environment="production").turn_flag_on().dry_run()
    assert caught.value.what == "The answer to the dry run was lost. It was to change nothing."


def test_a_preview_tells_how_to_send_just_that(nav: Navigator):
    patch = nav.go(FLAG).instruct().add_tags(values=["x"])
    for preview in (patch.preview, patch.dry_run):
        assert ".send(comment='why', ignore_conflicts=True)" in str(preview(comment="why", ignore_conflicts=True))


def test_an_environment_that_does_not_exist_is_named_at_once_with_the_nearest(nav: Navigator):
    with pytest.raises(PatchError) as caught:
        nav.go(FLAG).instruct(environment="prodction")
    assert str(caught.value) == (
        "There is no environment 'prodction' here.\n"
        "  nearest    environment='production'\n"
        "  environments production, staging, test\n"
        "  next       instruct(environment='production')"
    )
    with pytest.raises(PatchError, match="There is no environment 'prodction' here"):
        nav.go(FLAG).instruct().for_environment("prodction")


def test_a_segment_lies_in_its_environment(nav: Navigator):
    segment = nav.go("/api/v2/segments/default/production/beta-testers")
    patch = segment.instruct().update_name("Testers")
    assert patch.request().body["environmentKey"] == "production"
    assert patch.send()["name"] == "Testers"
    with pytest.raises(PatchError, match="no environment 'test' here"):
        segment.instruct(environment="test")


def test_an_unknown_kind_is_named_with_the_nearest_and_can_be_sent_as_it_is(nav: Navigator):
    patch = nav.go(FLAG).instruct(environment="production")
    with pytest.raises(UnknownInstruction, match="turn_flag_onn"):
        patch.turn_flag_onn()
    raw = patch.instruction("launchRocket", countDown=3)
    assert raw.request().body["instructions"] == [{"kind": "launchRocket", "countDown": 3}]
    with pytest.raises(Invalid, match="Invalid instruction kind"):
        raw.send()
    assert raw.state == "open"


def test_places_without_instructions_say_what_they_take(nav: Navigator):
    with pytest.raises(PatchError) as caught:
        nav.go(PROJECT).instruct()
    assert str(caught.value) == (
        "GET /api/v2/projects/default takes no instructions.\n  takes      .edit()\n  next       .edit() begins a draft"
    )
    with pytest.raises(PatchError) as caught:
        nav.go("/api/v2/auditlog").instruct()
    assert caught.value.details["takes"] == ".post()"


def test_a_team_takes_instructions_only(nav: Navigator):
    team = nav.go("/api/v2/teams/checkout")
    with pytest.raises(PatchError) as caught:
        team.edit()
    assert str(caught.value) == (
        "GET /api/v2/teams/checkout takes instructions, not edits.\n"
        "  next       .instruct() begins one; dir(.instruct()) lists the kinds there are"
    )
    done = team.instruct().update_description("Payments").send()
    assert done["description"] == "Payments"
    with pytest.raises(PatchError) as caught:
        done.undo()
    assert str(caught.value) == (
        "GET /api/v2/teams/checkout takes instructions only, so no draft can take these back.\n"
        "  next       send the opposite ones: .instruct()"
    )


def test_an_answer_that_is_no_representation_is_not_taken_for_one(nav: Navigator):
    members = nav.go("/api/v2/members")
    one = next(member for member in members if member["role"] == "reader")
    done = members.instruct().replace_members_roles(value="writer", member_ids=[one["_id"]]).send()
    assert done.answer["members"] == [one["_id"]]
    assert repr(done) == "Done(PATCH /api/v2/members, 200)"
    assert "not known yet: .changes reads the place" in str(done)
    assert [change.after for change in done.changes if change.pointer.endswith("/role")] == ["writer"]


def test_what_failed_of_instructions_that_stand_each_for_themselves_is_told(nav: Navigator):
    member = nav.go("/api/v2/members")[1]["_id"]
    patch = nav.go("/api/v2/teams").instruct()
    done = patch.add_members_to_teams(member_ids=[member], team_keys=["checkout", "nope"]).send()
    assert done.failed == ({"nope": "team not found"},)
    assert repr(done) == "Done(PATCH /api/v2/teams, 200, 1 failed)"
    assert done.effect.contradicted[0].because == 'failed: {"nope": "team not found"}'
    page = str(done)
    assert "200 · done in part · sandbox" in page
    assert 'failed: {"nope": "team not found"}' in page
    assert ".undo()" not in page


def test_what_failed_is_raised_where_that_was_asked_for(nav: Navigator):
    member = nav.go("/api/v2/members")[1]["_id"]
    patch = nav.go("/api/v2/teams").instruct()
    with pytest.raises(AnswerContradicts, match="team not found") as caught:
        patch.add_members_to_teams(member_ids=[member], team_keys=["checkout", "nope"]).send(strict=True)
    assert caught.value.done.failed == ({"nope": "team not found"},)


def test_what_an_instruction_brings_cannot_be_seen(nav: Navigator):
    done = nav.go(FLAG).instruct(environment="production").turn_flag_off().send(headers={"X-Once": "1"}, verify=True)
    assert str(done.effect) == (
        "cannot be seen  turnFlagOff: what an instruction brings is not known here: .changes shows what changed"
    )


# Once


def test_patches_that_grow_from_one_are_sent_once(nav: Navigator):
    patch = nav.go(FLAG).instruct(environment="production").turn_flag_off()
    longer = patch.add_tags(values=["x"])
    assert (len(patch), len(longer), bool(nav.go(FLAG).instruct())) == (1, 2, True)
    patch.send()
    with pytest.raises(PatchError, match="The patch was sent already, and is done"):
        longer.send()


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copy_of_a_patch_is_the_same_one_to_send(nav: Navigator, copied: Callable[[BoundPatch], BoundPatch]):
    patch = nav.go(FLAG).instruct(environment="production").turn_flag_off()
    other = copied(patch)
    assert (other.patch, other.url) == (patch.patch, patch.url)
    other.send()
    with pytest.raises(PatchError, match="was sent already"):
        patch.send()


def test_a_lost_answer_is_read_back(account: LaunchDarkly, nav: Navigator):
    patch = nav.go(FLAG).instruct(environment="production").turn_flag_off()
    with pytest.raises(PatchError, match="There is nothing to check: the patch is open"):
        patch.check()
    account.faults.add(drop="before", method="PATCH")
    with pytest.raises(OutcomeUnknown):
        patch.send()
    with pytest.raises(PatchError, match="nobody knows yet"):
        patch.send()
    assert repr(patch.check()) == "Checked(not done: nothing changed there; .send() sends it)"
    account.faults.add(drop="after", method="PATCH")
    with pytest.raises(OutcomeUnknown):
        patch.send()
    checked = patch.check()
    assert checked.outcome == "changed"
    assert "/environments/production/on" in checked.next
    assert checked.next.endswith("changed, by these instructions or by somebody else; .instruct() begins anew")
    with pytest.raises(PatchError, match="nobody knows yet"):
        patch.send()


# For people


def test_the_kinds_are_offered_with_their_parameters(nav: Navigator):
    patch = nav.go(FLAG).instruct()
    assert {"turn_flag_on", "add_targets", "preview", "send", "comment"} <= set(dir(patch))
    assert str(inspect.signature(patch.add_tags)).startswith("(values: list[str])")
    assert "Sends nothing" in (patch.add_tags.__doc__ or "")
    with pytest.raises(AttributeError):
        patch._repr_html_  # noqa: B018 - asking is what tools do


def test_a_patch_says_what_it_is(nav: Navigator):
    patch = nav.go(FLAG).instruct(environment="production").turn_flag_off()
    assert repr(patch) == (
        "BoundPatch(PATCH /api/v2/flags/default/checkout, SemanticPatch(environment='production').turn_flag_off())"
    )
    assert str(patch) == str(patch.patch)
    assert (patch.url, patch.environment) == ("https://launchdarkly.test/api/v2/flags/default/checkout", "production")


def test_two_accounts_are_two_accounts(account: LaunchDarkly):
    connect(account).go(FLAG).instruct().add_tags(values=["x"]).send()
    assert connect(account).go(FLAG)["tags"][-1] == "x"
