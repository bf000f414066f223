from __future__ import annotations

import ast

import pytest

from hypernav.display.look import MembersFacts, data_body, expression
from hypernav.display.text import render_text
from hypernav.display.view import Fields, Lines, MembersTable, RelationRow, RelationsTable
from hypernav.options import Options
from tests.display.pages import OPTIONS, look

RECORDS = [{"key": f"flag-{place}", "kind": "boolean", "creationDate": 1762161120000 + place} for place in range(20)]
FACTS = MembersFacts(RECORDS, 57, True, key="items")


def body_of(view, title):
    return next(section.body for section in view.sections if section.title == title)


def test_a_look_is_the_page_of_the_design():
    relations = [RelationRow("derived", f".{name}") for name in ("project", "statuses")]
    relations += [RelationRow("in-band", f".{name}") for name in ("self", "next", "last")]
    view = look(
        relations=relations,
        data={"totalCount": 57, "items": RECORDS, "_links": {}},
        members=FACTS,
        epoch_milliseconds=frozenset({"creationDate"}),
        options=Options(rows=1),
    )
    assert render_text(view, OPTIONS) == (
        "launchdarkly · GET /api/v2/flags/default · 200 · sandbox\n"
        "Relations  in-band   .self  .next  .last\n"
        "           derived   .project  .statuses\n"
        "Data       totalCount 57\n"
        "Members    20 of 57 (the server's count), more exist\n"
        "  key     kind     creationDate\n"
        "  ──────  ───────  ────────────────────\n"
        "  flag-0  boolean  2025-11-03 09:12 UTC\n"
        "  …  19 more on this page · .pages() goes on · .find(key=…) searches\n"
        "Writes     .post(body)"
    )


def test_the_heading_leaves_out_what_there_is_not():
    assert look(status=None, sandbox=False).heading == ("launchdarkly", "GET /api/v2/flags/default")


def test_relations_are_ordered_by_trust_and_otherwise_as_they_came():
    rows = [RelationRow(evidence, ".x", str(place)) for place, evidence in enumerate(["derived", "in-band"] * 2)]
    rows.append(RelationRow("described", ".x", "4"))
    assert [row.name for row in body_of(look(relations=rows), "Relations").rows] == ["1", "3", "4", "0", "2"]


def test_a_place_without_links_says_so():
    assert body_of(look(relations=()), "Relations") == Lines(("none: this answer carries no links",))


def test_scalars_come_before_nested_data():
    body = data_body({"a": {}, "b": 1, "c": [], "d": None}, (), frozenset(), OPTIONS)
    assert [name for name, _ in body.rows] == ["b", "d", "a", "c"]


def test_links_that_are_relations_are_not_shown_again():
    data = {"_links": {"self": {"href": "/"}}, "links": [{"rel": "a", "href": "/"}], "_embedded": {"x": {}}, "a": 1}
    assert body_of(look(data=data), "Data").rows == (("a", "1"),)


@pytest.mark.parametrize("links", [5, ["a", "b"], {"count": 3}, None, "x"])
def test_a_field_called_links_that_holds_none_is_data(links):
    assert [name for name, _ in body_of(look(data={"links": links}), "Data").rows] == ["links"]


def test_links_are_data_where_nothing_was_made_of_them():
    assert [name for name, _ in body_of(look(data={"_links": {"a": 1}}, relations=()), "Data").rows] == ["_links"]


def test_the_records_of_a_collection_are_not_shown_again():
    view = look(data={"_embedded": {"orders": []}, "n": 1}, members=MembersFacts([], 0, False, key="_embedded.orders"))
    assert body_of(view, "Data").rows == (("n", "1"),)


def test_records_under_a_name_with_dots_hide_nothing_else():
    view = look(data={"@acme.items": [], "@acme": 1}, members=MembersFacts([], 0, False, key="@acme.items"))
    assert body_of(view, "Data").rows == (("@acme", "1"),)


@pytest.mark.parametrize("data", [[1, 2], {"items": [1, 2]}])
def test_a_collection_without_other_data_has_no_data_section(data):
    assert "Data" not in look(data=data, members=MembersFacts([1, 2], None, False, key="items")).titles


def test_a_document_of_links_only_has_no_data_section():
    assert "Data" not in look(data={"_links": {"self": {"href": "/"}}}).titles


def test_an_empty_object_says_so():
    assert body_of(look(data={}), "Data") == Lines(("no fields",))


@pytest.mark.parametrize(
    ("data", "line"),
    [(None, "no data"), (b"\x00" * 2_000, "2 kB"), ([], "[]"), (57, "57"), ("", "an empty text"), ("a", "a")],
)
def test_data_that_is_no_object_is_a_line(data, line):
    assert data_body(data, (), frozenset(), OPTIONS) == Lines((line,))


def test_a_text_is_shown_by_lines_and_says_what_is_missing():
    lines = data_body("\n".join(["word"] * 1000), (), frozenset(), OPTIONS).rows
    assert len(lines) == 21
    assert lines[-1] == "… 4,899 more characters"


def test_fields_are_bounded_and_counted():
    body = data_body({f"f{place}": place for place in range(1000)}, (), frozenset(), OPTIONS)
    assert isinstance(body, Fields)
    assert (len(body.rows), body.total, body.hint) == (60, 1000, ".data")


def test_an_empty_collection_says_so():
    view = look(members=MembersFacts([], 0, False))
    assert view.sections[2].note == "0 of 0 (the server's count)"
    assert body_of(view, "Members") == MembersTable((), (), (), "")


def test_the_footer_names_only_what_there_is():
    facts = MembersFacts([{"name": "a"}], None, False)
    assert body_of(look(members=facts), "Members").footer == "…  .find(name=…) searches"


def test_the_footer_counts_columns_that_are_not_shown():
    facts = MembersFacts([{"key": "a", "tags": []}], None, False)
    assert "1 more field" in body_of(look(members=facts), "Members").footer


def test_columns_of_numbers_are_told_apart_from_times():
    facts = MembersFacts([{"n": 1, "creationDate": 1762161120000, "s": "1"}], None, False)
    body = body_of(look(members=facts, epoch_milliseconds=frozenset({"creationDate"})), "Members")
    assert dict(zip([str(column) for column in body.columns], body.numeric, strict=True)) == {
        "n": True,
        "creationDate": False,
        "s": False,
    }


def test_a_column_with_gaps_is_still_numeric():
    body = body_of(look(members=MembersFacts([{"n": 1}, {"n": None}, {"n": 3}], None, False)), "Members")
    assert body.numeric == (True,)


def test_a_collection_of_ids_is_a_table_of_values():
    body = body_of(look(members=MembersFacts([11, 12], None, True)), "Members")
    assert [str(column) for column in body.columns] == ["value"]
    assert [str(row[0]) for row in body.rows] == ["11", "12"]


def test_a_look_at_a_huge_document_is_quick_to_build_and_small():
    data = {f"field{place}": {"x": [place] * 100} for place in range(50_000)}
    view = look(data=data, members=MembersFacts([data] * 3, None, True))
    assert len(render_text(view, OPTIONS)) < 5_000


@pytest.mark.parametrize(
    ("relation", "names", "more", "typed"),
    [
        ("self", {"self": "self"}, {}, ".self"),
        ("Web Applications", {"web_applications": "Web Applications"}, {}, ".web_applications"),
        ("Web Applications", {}, {}, '.follow("Web Applications")'),
        ('say "x"', {}, {}, '.follow("say \\"x\\"")'),
        ("item", {"item": "item"}, {"count": 3}, '.links["item"]'),
        ("search", {"search": "search"}, {"variables": ("q", "page")}, '.follow("search", q=…, page=…)'),
        ("search", {}, {"variables": ("a.b",)}, '.follow("search", **{"a.b": …})'),
        ("x" * 300, {}, {}, ".links"),
        ("", {}, {}, '.follow("")'),
    ],
)
def test_an_expression_can_be_pasted(relation, names, more, typed):
    assert expression(relation, names, **more) == typed
    ast.parse("place" + typed.replace("…", "..."))


class NotWalked(dict):
    """A mapping that may be asked and not walked: of 10,000 relations each would walk over all."""

    def items(self):
        raise AssertionError("walked")

    __iter__ = items


def test_an_expression_is_found_without_a_walk():
    assert expression("Web Applications", NotWalked(web_applications="Web Applications")) == ".web_applications"
    assert expression("web-applications", NotWalked(web_applications="Web Applications")).startswith(".follow(")


def test_every_expression_of_a_look_parses():
    view = look(members=FACTS)
    shown = [row.expression for row in body_of(view, "Relations").rows if isinstance(row, RelationRow)]
    for text in [*shown, *body_of(view, "Writes").rows]:
        ast.parse("place" + text)


def test_views_compare_by_value():
    assert look() == look()
    assert body_of(look(), "Relations") == RelationsTable(
        (RelationRow("in-band", ".self", "self", target="/api/v2/flags/default"),)
    )
