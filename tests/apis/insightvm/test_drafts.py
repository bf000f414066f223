"""Drafts on the simulated console, which has no guard: PUT replaces, so the place is read right before the write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hypernav.apis.insightvm.edits import EDITING, WORK
from hypernav.apis.insightvm.profile import PLACES, PROFILE
from hypernav.apis.insightvm.sandbox import create
from hypernav.apis.insightvm.sandbox.console import Console
from hypernav.errors import Conflict, DeadlineExceeded, Invalid, OutcomeUnknown, PatchError
from hypernav.http import BasicAuth
from hypernav.navigator import Navigator
from tests.engine import session_of
from tests.shop import visit

SITE = "/api/3/sites/3"


@pytest.fixture
def console() -> Console:
    return create()


@pytest.fixture
def said() -> list[str]:
    return []


def connect(console: Console, said: list[str] | None = None) -> Navigator:
    auth = BasicAuth(console.credentials["user"], console.credentials["password"])
    return visit(console, PROFILE, auth=auth, announce=(said if said is not None else []).append)


@pytest.fixture
def nav(console: Console, said: list[str]) -> Navigator:
    return connect(console, said)


def sent(nav: Navigator) -> list[str]:
    return [f"{entry.method} {entry.url.removeprefix('https://insightvm.test')}" for entry in nav.ledger]


# Sites


def test_a_site_is_sent_back_as_the_console_takes_it(nav: Navigator):
    draft = nav.go(SITE).edit()
    draft["importance"] = "low"
    assert draft.request().body == {
        "name": "Boston DMZ",
        "description": draft.base["description"],
        "importance": "low",
        "engineId": draft.base["scanEngine"],
        "scanTemplateId": draft.base["scanTemplate"],
    }


def test_the_page_says_that_there_is_no_guard_and_what_that_means(nav: Navigator):
    draft = nav.go(SITE).edit()
    draft["description"] = "Outside"
    assert str(draft.preview()) == (
        "insightvm · PUT /api/3/sites/3 · not sent · sandbox\n"
        "Changes    1 value\n"
        "  where         before                                        after\n"
        "  ────────────  ────────────────────────────────────────────  ───────\n"
        "  /description  Boston DMZ: 5 kinds of assets, location BOS.  Outside\n"
        "Form       whole representation: InsightVM takes it here\n"
        "Guard      none\n"
        "           this API has none for this form:\n"
        "           send() reads the place once more right before it writes, and refuses if it changed;\n"
        "           in the moment between the two, somebody else's change could still be overwritten\n"
        "Request    PUT https://insightvm.test/api/3/sites/3\n"
        "           Accept: application/json, */*;q=0.5\n"
        "           User-Agent: hypernav\n"
        "           Content-Type: application/json\n"
        '           Authorization: Basic $(printf %s "$INSIGHTVM_USER:$INSIGHTVM_PASSWORD" | base64 | tr -d "\\n")\n'
        '           {"name":"Boston DMZ",\n'
        '            "description":"Outside",\n'
        '            "importance":"very_high",\n'
        '            "engineId":3,\n'
        '            "scanTemplateId":"internet-audit"}\n'
        "Notes      the write replaces the whole: what the request does not carry, the server may take away\n"
        "Next       .send()"
    )


def test_a_write_is_read_and_write_and_the_new_site_is_read_when_somebody_looks(nav: Navigator):
    site = nav.go("/api/3/sites").find(id=3)
    draft = site.edit()
    draft["description"] = "Outside"
    done = draft.send()
    assert sent(nav) == ["GET /api/3/sites", f"GET {SITE}", f"GET {SITE}", f"PUT {SITE}"]
    assert repr(done) == "Done(PUT /api/3/sites/3, 200, 1 value changed)"
    undo = done.undo()
    assert len(sent(nav)) == 4
    assert (done["description"], done.data["scanEngine"], site["description"]) == ("Outside", 3, "Outside")
    assert len(sent(nav)) == 5
    undo.send()
    assert nav.go(SITE)["description"] == "Boston DMZ: 5 kinds of assets, location BOS."


def test_somebody_elses_change_is_found_before_anything_is_written(console: Console, nav: Navigator):
    draft = nav.go(SITE).edit()
    draft["description"] = "Outside"
    theirs = connect(console).go(SITE).edit()
    theirs["importance"] = "low"
    theirs.send()
    with pytest.raises(Conflict) as caught:
        draft.send()
    assert [entry.method for entry in nav.ledger] == ["GET", "GET"]
    assert (caught.value.theirs["importance"], caught.value.details["changed"]) == ("low", "/importance")
    draft.rebase().send()
    assert (nav.go(SITE)["importance"], nav.go(SITE)["description"]) == ("low", "Outside")


def test_what_the_console_counts_by_itself_is_no_conflict(console: Console, nav: Navigator):
    draft = nav.go(SITE).edit()
    draft["description"] = "Outside"
    connect(console).go(f"{SITE}/scans").post({}).wait()
    assert connect(console).go(SITE)["lastScanTime"] != draft.base["lastScanTime"]
    draft.send()


@pytest.mark.parametrize("name", ["riskScore", "assets", "type", "vulnerabilities", "lastScanTime", "links", "id"])
def test_what_put_does_not_take_is_refused_at_once(nav: Navigator, name: str):
    draft = nav.go(SITE).edit()
    with pytest.raises(PatchError, match="cannot be changed") as caught:
        draft[name] = 7
    assert caught.value.details["may change"] == "name  description  importance  scanEngine  scanTemplate"


def test_the_name_of_the_write_leads_to_that_of_the_representation(nav: Navigator):
    with pytest.raises(PatchError) as caught:
        nav.go(SITE).edit()["engineId"] = 4
    assert caught.value.details["nearest"] == "['scanEngine']"


def test_neither_comments_nor_dry_runs_exist(nav: Navigator):
    draft = nav.go(SITE).edit()
    draft["name"] = "Boston"
    with pytest.raises(PatchError, match="takes no comment"):
        draft.send(comment="why")
    with pytest.raises(PatchError, match="no dry run"):
        draft.dry_run()
    assert sent(nav) == [f"GET {SITE}"]


def test_a_refusal_keeps_the_draft(nav: Navigator):
    draft = nav.go(SITE).edit()
    draft["importance"] = "extreme"
    with pytest.raises(Invalid, match="importance") as caught:
        draft.send()
    assert caught.value.details["draft"].startswith("kept as it is")
    draft["importance"] = "high"
    draft.send()


@pytest.mark.parametrize(("drop", "outcome"), [("before", "not done"), ("after", "done")])
def test_a_lost_answer_is_decided_by_the_values(console: Console, nav: Navigator, drop: Any, outcome: str):
    draft = nav.go(SITE).edit()
    draft["description"] = "Outside"
    console.faults.add(drop=drop, method="PUT")
    with pytest.raises(OutcomeUnknown):
        draft.send()
    assert draft.check().outcome == outcome


# Other places


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        ("/api/3/tags/{id}", lambda draft: draft.update(color="red")),
        ("/api/3/asset_groups/{id}", lambda draft: draft.update(description="x")),
        ("/api/3/reports/{id}", lambda draft: draft.update(language="de-DE")),
        ("/api/3/scan_engines/{id}", lambda draft: draft.update(port=40815)),
    ],
)
def test_a_change_and_its_undoing_leave_each_place_as_it_was(nav: Navigator, path: str, edit: Any):
    collection = path.rpartition("/")[0]
    member = next(one for one in nav.go(collection) if one.data.get("source") != "built-in")
    place = nav.go(path.replace("{id}", str(member["id"])))
    before = place.data
    draft = place.edit()
    edit(draft)
    done = draft.send()
    after = place.refresh().data
    assert after != before
    assert {**after, **{change.pointer[1:]: before.get(change.pointer[1:]) for change in done.changes}} == before
    done.undo().send()
    assert place.refresh().data == before


def test_criteria_are_edited_in_depth(nav: Navigator):
    group = next(one for one in nav.go("/api/3/asset_groups") if one["type"] == "dynamic")
    criteria = group.search_criteria.edit()
    criteria["filters"][0]["operator"] = "is-not" if criteria["filters"][0]["operator"] == "is" else "is"
    criteria["filters"][:] = [{"field": "operating-system", "operator": "contains", "value": "Linux"}]
    criteria["match"] = "any"
    assert set(criteria.request().body) == {"filters", "match"}
    criteria.send()
    assert group.search_criteria.refresh()["match"] == "any"


@pytest.mark.parametrize(
    ("path", "member", "value"),
    [
        (f"{SITE}/included_targets", "addresses", "10.9.0.0/24"),
        (f"{SITE}/excluded_targets", "addresses", "10.9.0.7"),
        ("/api/3/tags/8/sites", "resources", 3),
        ("/api/3/tags/8/asset_groups", "resources", 1),
    ],
)
def test_a_bare_array_is_edited_where_it_stands(nav: Navigator, path: str, member: str, value: Any):
    draft = nav.go(path).edit()
    draft[member].append(value)
    assert draft.request().body == draft[member].copy()
    with pytest.raises(PatchError, match="the write takes no such member"):
        draft["name"] = "x"
    assert value in draft.send()[member]


@pytest.mark.parametrize(
    ("path", "what"),
    [
        (f"{SITE}/scan_engine", "the id of a scan engine or of a pool, such as 3"),
        (f"{SITE}/scan_template", 'the id of a scan template, such as "discovery"'),
        (f"{SITE}/included_asset_groups", "the ids of asset groups, such as [3, 5]"),
        ("/api/3/vulnerability_exceptions/1/expires", 'a date, such as "2026-03-31T00:00:00Z"'),
    ],
)
def test_a_bare_value_is_written_by_put(nav: Navigator, path: str, what: str):
    with pytest.raises(PatchError) as caught:
        nav.go(path).edit()
    assert str(caught.value) == (f"GET {path} takes a value, not an edited document: {what}.\n  next       .put(value)")


def test_what_takes_no_edits_says_what_it_takes(nav: Navigator):
    with pytest.raises(PatchError) as caught:
        nav.go("/api/3/sites").edit()
    assert str(caught.value) == (
        "GET /api/3/sites takes no edits: it is a collection.\n"
        "  takes      POST\n"
        "  next       edit one of its members: .find(…).edit()"
    )
    with pytest.raises(PatchError, match="GET /api/3/assets/1 takes no edits"):
        nav.go("/api/3/assets/1").edit()


def test_a_user_needs_a_password_that_no_read_returns(nav: Navigator):
    draft = nav.go("/api/3/users/3").edit()
    draft["email"] = "new@meridian.example"
    with pytest.raises(PatchError, match="The API requires 'password'"):
        draft.preview()
    draft["password"] = "correct-horse-battery"
    preview = draft.preview()
    assert set(preview.request.body["role"]) == {"id", "allSites", "allAssetGroups", "superuser"}
    assert "correct-horse" not in str(preview) + preview.curl() + preview._repr_mimebundle_()["text/html"]
    assert draft.send()["email"] == "new@meridian.example"


# Against the vendor's description


def test_every_declared_place_exists_and_takes_put():
    writes = {place.path: place.writes for place in PLACES}
    assert all("put" in writes[path] for path in EDITING)
    assert set(WORK) <= set(writes)
    # What takes PUT without a draft only connects two things, and has no body.
    others = {path for path, methods in writes.items() if "put" in methods} - set(EDITING)
    assert all(path.rpartition("/")[2].startswith("{") and path.count("{") == 2 for path in others)


@pytest.mark.specs
@pytest.mark.parametrize("pattern", [path for path, editing in EDITING.items() if editing.members])
def test_members_and_required_ones_are_those_of_the_description(specs: Path, pattern: str):
    description = json.loads((specs / "insightvm" / "console-swagger.json").read_text(encoding="utf-8"))
    name = pattern.replace(pattern[pattern.index("{") : pattern.index("}") + 1], "{id}")
    body = next(one for one in description["paths"][name]["put"]["parameters"] if one["in"] == "body")
    schema = description["definitions"][body["schema"]["$ref"].split("/", 2)[2]]
    editing = EDITING[pattern]
    top = {member.partition(".")[0] for member in editing.members}
    settable = {member for member, told in schema["properties"].items() if not told.get("readOnly")}
    assert top <= settable
    assert settable - top <= {"links", "created", "riskModifier"}
    assert {member.partition(".")[0] for member in editing.required} >= set(schema.get("required", []))


# Actions and waiting


def test_a_scan_is_started_watched_and_finished(nav: Navigator, said: list[str]):
    scan = nav.go(f"{SITE}/scans").post({"name": "Now"}).wait()
    assert scan["status"] == "finished"
    assert (
        said[0]
        == f"GET {scan.url.removeprefix('https://insightvm.test')} is running: waiting 1.5 s, then looking again"
    )


def test_a_scan_is_paused_resumed_and_stopped(nav: Navigator):
    scan = nav.go(f"{SITE}/scans").post().refresh()
    for action, status in (("pause", "paused"), ("resume", "running"), ("stop", "stopped")):
        assert getattr(scan, action).post().status == 200
        assert scan["status"] in (status, "integrating")
    assert scan.wait()["status"] == "stopped"


@pytest.mark.parametrize(("action", "status"), [("pause", "paused"), ("stop", "stopped")])
def test_an_action_on_a_scan_is_waited_for_at_the_scan(nav: Navigator, action: str, status: str):
    scan = nav.go(f"{SITE}/scans").post({"name": "Now"})
    answer = nav.go(f"/api/3/scans/{scan['id']}").follow(action).post()
    assert answer.wait(timeout=600)["status"] == status


def test_a_paused_scan_is_not_waited_for(nav: Navigator):
    scan = nav.go(f"{SITE}/scans").post().refresh()
    scan.pause.post()
    assert scan.wait(timeout=5)["status"] == "paused"


def test_a_report_is_generated_and_waited_for(nav: Navigator):
    report = nav.go("/api/3/reports")[0]
    instance = report.generate.post().wait()
    assert instance["status"] == "complete"
    assert instance.download.url.endswith("/output")


def test_an_answer_without_a_location_leads_to_its_scan_too(console: Console, nav: Navigator):
    # The vendor's description tells of no Location: the id in the answer says which scan it is.
    transport = session_of(nav).client._home.transport
    exchange = transport.exchange

    def without_location(*arguments: Any) -> Any:
        answer = exchange(*arguments)
        answer.headers[:] = [(name, value) for name, value in answer.headers if name.lower() != "location"]
        return answer

    transport.exchange = without_location  # type: ignore[method-assign]
    assert nav.go(f"{SITE}/scans").post().wait()["scanName"] == "Scan of Boston DMZ"
    assert nav.go("/api/3/reports/1/generate").post().wait()["status"] == "complete"


def test_waiting_too_long_says_that_it_goes_on(nav: Navigator):
    with pytest.raises(DeadlineExceeded, match="not finished after 2 s: running"):
        nav.go(f"{SITE}/scans").post().wait(timeout=2)


def test_a_failed_report_says_so_on_its_page(console: Console, nav: Navigator):
    from dataclasses import replace

    number, instance = next(iter(console.world.instances.items()))
    console.world.instances[number] = replace(instance, status="failed")
    page = str(nav.go(f"/api/3/reports/{instance.report}/history/{number}").wait())
    assert "it failed (failed)" in page
