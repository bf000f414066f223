from __future__ import annotations

from hypernav.display.look import MembersFacts
from hypernav.display.neutral import Cell, width
from hypernav.display.text import LINE_WIDTH, render_text
from hypernav.display.view import Fields, Lines, MembersTable, RelationRow, RelationsTable, Section, View, Writes
from hypernav.options import Options
from tests.display.pages import OPTIONS, full_view, look
from tests.display.payloads import PAYLOADS


def render(*sections, heading=()):
    return render_text(View(heading, sections), OPTIONS)


def test_the_heading_is_one_line():
    assert render(heading=("acme", "GET /", "200")) == "acme · GET /\u0020· 200"


def test_no_line_ends_with_a_space():
    for text in PAYLOADS:
        lines = render_text(full_view(text), OPTIONS).split("\n")
        assert all(line == line.rstrip() for line in lines), text[:60]


def test_relations_are_grouped_by_evidence_and_marked():
    rows = (
        RelationRow("in-band", ".self"),
        RelationRow("in-band", '.links["item"]', count=3),
        RelationRow("derived", ".old", deprecated=True, method="POST", note="two sources disagree"),
    )
    assert render(Section("Relations", body=RelationsTable(rows))) == (
        'Relations  in-band   .self  .links["item"] (×3)\n'
        "           derived   .old (POST, deprecated, two sources disagree)"
    )


def test_many_relations_wrap_and_say_how_many_are_missing():
    rows = tuple(RelationRow("in-band", f".relation_{place}") for place in range(500))
    lines = render(Section("Relations", body=RelationsTable(rows))).split("\n")
    assert len(lines) == 5
    assert lines[-1].endswith("more · .links shows all")
    assert sum(line.count(".relation_") for line in lines) + int(lines[-1].split()[1].replace(",", "")) == 500


def test_fields_are_aligned():
    text = render(Section("Data", body=Fields((("key", "checkout"), ("name", "New"), ("旗", "wide")), 3)))
    assert text == "Data       key   checkout\n           name  New\n           旗    wide"


def test_one_field_reads_as_a_sentence():
    assert render(Section("Data", body=Fields((("totalCount", "57"),), 1))) == "Data       totalCount 57"


def test_fields_that_are_not_shown_are_counted():
    rows = tuple((f"f{place}", "x") for place in range(60))
    lines = render(Section("Data", body=Fields(rows, 1000, ".data"))).split("\n")
    assert len(lines) == 13
    assert lines[-1].strip() == "… 988 more fields · .data shows all"


def test_fewer_fields_are_shown_beside_members():
    view = look(data={f"f{place}": 1 for place in range(60)}, members=MembersFacts([{"a": 1}]))
    assert "… 55 more fields · .data shows all" in render_text(view, OPTIONS)


def test_a_long_value_wraps_below_itself():
    lines = render(Section("Data", body=Fields((("a", "word " * 30), ("b", "1"))))).split("\n")
    assert len(lines) == 3
    assert lines[1].startswith(" " * 14 + "word")


def test_a_table_is_indented_below_its_title_and_note():
    body = MembersTable((Cell("key"), Cell("n")), ((Cell("a"), Cell("1")),), (False, True), "…  1 more")
    assert render(Section("Members", "1 of 2", body)) == (
        "Members    1 of 2\n  key  n\n  ───  ─\n  a    1\n  …  1 more"
    )


def test_a_table_without_a_title_stands_for_itself_with_its_note_below():
    body = MembersTable((Cell("key"),), ((Cell("a"),),))
    assert render(Section("", "1 of 2", body)) == "key\n───\na\n1 of 2"


def test_writes_stand_in_one_line():
    assert render(Section("Writes", body=Writes((".post(body)", ".delete()")))) == "Writes     .post(body)  .delete()"


def test_a_section_without_content_keeps_its_title():
    assert render(Section("Notes")) == "Notes"


def test_a_title_wider_than_its_column_keeps_a_space():
    assert render(Section("nearest relation", body=Lines(("x",)))) == "nearest relation x"


def test_an_error_is_indented_as_an_exception_is():
    view = View(("NotFound: no",), (Section("where", body=Lines(("GET /x", "twice"))),), kind="error")
    assert render_text(view, OPTIONS) == "NotFound: no\n  where      GET /x\n             twice"


def test_lines_are_bounded_and_counted():
    lines = render(Section("Notes", body=Lines(("x",) * 1000))).split("\n")
    assert len(lines) == 41
    assert lines[-1].strip() == "… 960 more lines"


def test_a_normal_look_has_at_most_25_lines():
    rows = [RelationRow("in-band", f".relation{place}") for place in range(20)]
    members = MembersFacts([{"key": str(place), "name": "x"} for place in range(20)], 57, True)
    assert len(render_text(look(relations=rows, members=members), OPTIONS).split("\n")) <= 25
    flag = {f"field{place}": place for place in range(40)}
    assert len(render_text(look(relations=rows, data=flag), OPTIONS).split("\n")) <= 25


def test_wide_tables_keep_to_the_line():
    records = [{f"column{place}": "word " * 20 for place in range(8)}]
    text = render_text(look(members=MembersFacts(records)), OPTIONS)
    assert max(width(line) for line in text.split("\n")) <= LINE_WIDTH + 2
    assert "…+" in text


def test_text_is_the_same_each_time():
    assert len({render_text(look(), OPTIONS) for _ in range(5)}) == 1


def test_the_bounds_of_the_options_hold():
    members = MembersFacts([{"key": "x" * 100}] * 10)
    text = render_text(look(members=members), Options(rows=3, string_length=10))
    assert "…+" in text
