"""What a draft and a bound patch have in common."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator

import pytest

from hypernav.edits.unsent import Unsent
from hypernav.errors import PatchError
from hypernav.navigator import Navigator, connect

PATH = "/api/v2/flags/default/checkout"


def drafted(nav: Navigator) -> Unsent:
    draft = nav.go(PATH).edit()
    draft["description"] = "New checkout"
    return draft


def instructed(nav: Navigator) -> Unsent:
    return nav.go(PATH).instruct(environment="production").turn_flag_off()


KINDS = {"draft": drafted, "patch": instructed}


@pytest.fixture
def nav() -> Iterator[Navigator]:
    with connect("launchdarkly", sandbox=True) as nav:
        yield nav


@pytest.fixture(params=KINDS)
def change(request: pytest.FixtureRequest, nav: Navigator) -> Unsent:
    make: Callable[[Navigator], Unsent] = KINDS[request.param]
    return make(nav)


def test_it_knows_where_it_goes_and_that_it_was_not_sent(change: Unsent):
    assert (change.url, change.state) == (f"https://launchdarkly.test{PATH}", "open")


def test_the_preview_the_request_and_the_command_line_are_of_one_request(change: Unsent, nav: Navigator):
    sent = nav.ledger.count
    preview = change.preview(comment="why")
    assert preview.request == change.request(comment="why")
    assert preview.curl() == change.curl(comment="why")
    assert (preview.state, preview.expressions) == ("not sent", (".send(comment='why')",))
    assert nav.ledger.count == sent


def test_showing_it_shows_the_preview(change: Unsent):
    assert change._repr_mimebundle_() == change.preview()._repr_mimebundle_()


def test_a_dry_run_asks_once_and_changes_nothing(change: Unsent, nav: Navigator):
    sent = nav.ledger.count
    answered = change.dry_run()
    assert (answered.state, change.state, nav.ledger.count) == ("dry run", "open", sent + 1)
    assert answered.changes
    assert answered.notes[0] == "the server's own answer, which changed nothing there"


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_a_copy_of_it_is_the_same_one_to_send(change: Unsent, duplicate: Callable[[Unsent], Unsent]):
    other = duplicate(change)
    assert other is not change
    assert other.request() == change.request()
    other.send()  # type: ignore[attr-defined]  # each kind has its own
    assert change.state == "done"


def test_showing_what_cannot_be_sent_shows_why(nav: Navigator):
    draft = nav.go(PATH).edit()
    with pytest.raises(PatchError):
        draft.preview()
    assert "changes nothing" in draft._repr_mimebundle_()["text/plain"]
