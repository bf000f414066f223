"""Members of a collection by position and by field; tables, frames and JSONPath."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from hypernav.errors import AnswerWarning, FieldNotFound, MemberNotFound, MissingExtra, SearchError
from hypernav.navigator import Navigator
from tests.counting import Site, visiting


def flag(number: int, **others: Any) -> dict[str, Any]:
    kind = "boolean" if number % 2 else "multivariate"
    return {"key": f"flag-{number}", "kind": kind, "environments": {"production": {"on": number > 3}}, **others}


PLACES = {
    "/flags": {"items": [flag(1), flag(2), flag(3)], "totalCount": 5, "_links": {"next": {"href": "/flags?offset=3"}}},
    "/flags?offset=3": {"items": [flag(4), flag(5)], "totalCount": 5, "_links": {"first": {"href": "/flags"}}},
    "/one": {"name": "one", "tags": ["a", "b"], "deep": {"name": "two"}},
    "/empty": {"items": [], "totalCount": 0},
    "/texts": ["alpha", "beta"],
}


@pytest.fixture
def site() -> Site:
    return Site(PLACES)


@pytest.fixture
def nav(site: Site) -> Iterator[Navigator]:
    with visiting(site) as nav:
        yield nav


def test_find_returns_the_first_member_that_matches_all_criteria(nav: Navigator):
    assert nav.go("/flags").find(kind="boolean")["key"] == "flag-1"
    assert nav.go("/flags").find(kind="boolean", key="flag-5")["key"] == "flag-5"
    assert nav.go("/flags").find(**{"environments.production.on": True})["key"] == "flag-4"


def test_find_stops_at_the_page_with_the_match(nav: Navigator, site: Site):
    nav.go("/flags").find(key="flag-2")
    assert site.requests == ["GET /flags"]


def test_find_tells_true_from_one():
    members = [{"id": "number", "n": 1, "list": [1]}, {"id": "switch", "n": True, "list": [True]}]
    with visiting(Site({"/things": {"items": members}})) as nav:
        things = nav.go("/things")
        assert things.find(n=True)["id"] == "switch"
        assert things.find(list=[True])["id"] == "switch"
        assert things.find(n=1.0)["id"] == "number"


def test_find_without_a_match_tells_near_misses_and_how_many_were_searched(nav: Navigator):
    with pytest.raises(MemberNotFound) as caught:
        nav.go("/flags").find(key="flag-33")
    assert str(caught.value).splitlines() == [
        "No member has key='flag-33'.",
        "  where      GET /flags, 5 searched",
        "  nearest    key='flag-3'  key='flag-5'  key='flag-4'",
    ]
    assert isinstance(caught.value, LookupError)


ONE = {"items": [{"key": "flag-1", "on": True}], "totalCount": 1}


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({"key": "flag-2"}, ["No member has key='flag-2'.", "GET /list, 1 searched", "nearest    key='flag-1'"]),
        ({"on": False}, ["No member has on=False.", "GET /list, 1 searched"]),
        (
            {"keey": "flag-1"},
            ["No member has keey='flag-1'.", "GET /list, 1 searched", "no such field keey (fields: key, on)"],
        ),
        (
            {"key": "flag-2", "of": 1},
            [
                "No member has key='flag-2', of=1.",
                "GET /list, 1 searched",
                "nearest    key='flag-1'",
                "no such field of (fields: key, on)",
            ],
        ),
    ],
)
def test_find_fails_on_a_list_of_one_as_on_any(criteria: dict[str, Any], expected: list[str]):
    with visiting(Site({"/list": ONE})) as nav:
        assert nav.go("/list").find(key="flag-1")["on"] is True
        with pytest.raises(MemberNotFound) as caught:
            nav.go("/list").find(**criteria)
    assert [line.strip().removeprefix("where      ") for line in str(caught.value).splitlines()] == expected


@pytest.mark.parametrize(
    ("members", "further"),
    [([], []), (["alpha"], ["  no such field key (fields: )"]), ([None], ["  no such field key (fields: )"])],
)
def test_find_fails_on_lists_without_a_field_too(members: list[Any], further: list[str]):
    with visiting(Site({"/list": {"items": members}})) as nav, pytest.raises(MemberNotFound) as caught:
        nav.go("/list").find(key="alpha")
    searched = f"  where      GET /list, {len(members)} searched"
    assert str(caught.value).splitlines() == ["No member has key='alpha'.", searched, *further]


def test_find_by_a_field_that_no_member_has_says_so(nav: Navigator):
    with pytest.raises(MemberNotFound) as caught:
        nav.go("/flags").find(keey="flag-3")
    assert str(caught.value).splitlines() == [
        "No member has keey='flag-3'.",
        "  where      GET /flags, 5 searched",
        "  no such field keey (fields: key, kind, environments)",
    ]


def test_find_without_criteria_says_what_it_needs(nav: Navigator, site: Site):
    with pytest.raises(MemberNotFound) as caught:
        nav.go("/flags").find()
    assert str(caught.value) == 'find() needs a field and its value.\n  next       .find(key="…")'
    assert site.requests == []


def test_a_position_beyond_the_end_tells_how_many_there_are(nav: Navigator):
    with pytest.raises(IndexError) as caught:
        nav.go("/flags")[5]
    assert str(caught.value) == "There is no member [5]: the collection has 5, counted from 0."


def test_a_position_from_the_end_is_refused_since_it_needs_every_page(nav: Navigator, site: Site):
    with pytest.raises(IndexError) as caught:
        nav.go("/flags")[-1]
    assert str(caught.value) == "A position counted from the end needs every page: list(…)[-1] reads them all."
    assert site.requests == []


@pytest.mark.parametrize("bounds", [slice(None), slice(1, 3), slice(0, 5, 2), slice(-2, None), slice(None, None, -1)])
def test_slices_are_those_of_a_list(bounds: slice, nav: Navigator):
    keys = [f"flag-{number}" for number in range(1, 6)]
    assert [member["key"] for member in nav.go("/flags")[bounds]] == keys[bounds]


def test_members_that_are_texts_can_be_read_and_found_by_position(nav: Navigator):
    assert [member.data for member in nav.go("/texts")] == ["alpha", "beta"]
    assert nav.go("/texts")[1].data == "beta"


def test_an_empty_collection_has_no_members_and_says_so(nav: Navigator):
    empty = nav.go("/empty")
    assert list(empty) == []
    assert empty.total == 0
    assert empty.table().footer == "0 of 0 (the server's count)"
    with pytest.raises(MemberNotFound):
        empty.find(key="x")


# Tables and frames


def test_a_table_takes_column_paths(nav: Navigator):
    table = nav.go("/flags").table("key", "environments.production.on", all=True)
    assert table.rows[2:4] == (("flag-3", False), ("flag-4", True))
    assert table.footer == "5 of 5 (the server's count)"


def test_a_table_of_the_first_page_never_looks_complete(nav: Navigator):
    assert nav.go("/flags").table("key").footer == "3 of 5 (the server's count), more exist"
    assert nav.go("/flags").table("key", limit=2).footer == "2 of 5 (the server's count), more exist"
    with pytest.warns(AnswerWarning):
        assert nav.go("/flags").frame("key").attrs["hypernav"] == "3 of 5 (the server's count), more exist"


def test_a_column_that_no_record_has_is_an_error(nav: Navigator):
    with pytest.raises(FieldNotFound):
        nav.go("/flags").table("environmets.production.on")
    with pytest.raises(FieldNotFound):
        nav.go("/flags").frame("nothing")


def test_a_table_of_one_thing_has_one_row(nav: Navigator):
    assert nav.go("/one").table("name", "deep.name").rows == (("one", "two"),)


def test_a_frame_that_is_a_part_by_nobodys_wish_warns_once(nav: Navigator):
    flags = nav.go("/flags")
    with pytest.warns(AnswerWarning) as caught:
        first = flags.frame("key")
    (warned,) = caught
    assert str(warned.message) == (
        "This frame is the first page of the list /flags: 3 of 5 (the server's count), more exist. "
        "all=True reads the rest, and limit=… as many as you say; neither warns."
    )
    assert list(first["key"]) == ["flag-1", "flag-2", "flag-3"]
    assert len(flags.frame()) == 3


def test_a_frame_of_what_was_asked_for_warns_not(nav: Navigator):
    flags = nav.go("/flags")
    assert len(flags.frame(limit=4)) == 4
    assert list(flags.frame("environments.production.on", all=True).iloc[:, 0]) == [False, False, False, True, True]
    assert len(nav.go("/one").frame()) == 1
    assert len(nav.go("/texts").frame()) == 2


def test_a_frame_has_the_same_rows_whatever_was_read_before(nav: Navigator):
    flags = nav.go("/flags")
    assert len(list(flags)) == 5
    with pytest.warns(AnswerWarning, match=r"first page of the list /flags: 3 of 5 \(the server's count\), more exist"):
        frame = flags.frame("key")
    assert list(frame["key"]) == ["flag-1", "flag-2", "flag-3"]


def test_a_frame_without_pandas_says_what_to_install(nav: Navigator, monkeypatch: pytest.MonkeyPatch):
    for name in [name for name in sys.modules if name == "pandas" or name.startswith("pandas.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.delitem(sys.modules, "hypernav.display.frames", raising=False)
    with pytest.raises(MissingExtra) as caught:
        nav.go("/flags").frame()
    assert "hypernav[pandas]" in str(caught.value)


# JSONPath


@pytest.mark.parametrize(
    "path, expected",
    [("$..name", ["one", "two"]), ("$.tags[*]", ["a", "b"]), ("$.nothing", []), ("deep.name", ["two"])],
)
def test_select_returns_what_a_path_finds(path: str, expected: list[Any], nav: Navigator):
    assert sorted(nav.go("/one").select(path)) == expected


LETTERS = {"Übermorgen": 1, "naïve-é": {"größe": [3]}, "日本": [{"größe": 2, "ü": "ä"}], "🙂": 4, "a b": 5, "x": "Ü"}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$.Übermorgen", [1]),
        ("Übermorgen", [1]),
        ("$.naïve-é.größe[0]", [3]),
        ("$..größe", [[3], 2]),
        ("$.日本[0].größe", [2]),
        ("$.日本[?(@.größe > 1)].ü", ["ä"]),
        ("$.日本[?(@.ü == 'ä')].größe", [2]),
        ("$.🙂", [4]),
        ("$['Übermorgen']", [1]),
        ('$["a b"]', [5]),
    ],
)
def test_a_name_in_a_path_may_have_any_letter(path: str, expected: list[Any]):
    with visiting(Site({"/day": LETTERS})) as nav:
        assert nav.go("/day").select(path) == expected


@pytest.mark.parametrize("path", ["$..[", "", "$.a b c", "((("])
def test_a_path_that_is_none_is_an_error_with_an_example(path: str, nav: Navigator):
    with pytest.raises(SearchError) as caught:
        nav.go("/one").select(path)
    lines = str(caught.value).splitlines()
    assert lines[0].startswith(f"{path!r} is not a JSONPath: ")
    assert "  where      GET /one" in lines
    assert "  example    $..name" in lines
    assert "  brackets   a name with spaces, dots or signs stands in brackets: $['first name']" in lines


def test_select_reads_one_document_only(nav: Navigator, site: Site):
    assert nav.go("/flags").select("$.items[*].key") == ["flag-1", "flag-2", "flag-3"]
    assert site.requests == ["GET /flags"]


# Things that are no collection


def test_one_thing_has_no_total(nav: Navigator):
    assert nav.go("/one").total is None


def test_the_paging_of_one_thing_says_what_it_is(nav: Navigator):
    report = nav.go("/one").paging
    assert (report.strategy, report.evidence, report.complete) == ("none", "one thing, not a collection", True)
