from __future__ import annotations

import re

import html5lib
import pytest

from hypernav.display.html import LEAST_BYTES, render_html
from hypernav.display.look import MembersFacts
from hypernav.display.neutral import Cell
from hypernav.display.style import STYLE
from hypernav.display.text import render_text
from hypernav.display.view import Fields, Lines, MembersTable, RelationRow, RelationsTable, Section, View, Writes
from hypernav.options import Options
from tests.display.pages import OPTIONS, SLOTS, full_view, look

RECORDS = [{"key": f"flag-{place}", "n": place} for place in range(20)]


def parsed(markup):
    return html5lib.parseFragment(markup, namespaceHTMLElements=False)


def texts(markup, tag):
    return ["".join(part.itertext()) for part in parsed(markup).iter(tag)]


def full_look(**changes):
    relations = [RelationRow("in-band", ".self", target="/x"), RelationRow("derived", ".a", title="A", count=2)]
    facts = {
        "relations": relations,
        "data": {"a": 1, "b": {"c": 2}},
        "members": MembersFacts(RECORDS, 57, True),
        "notes": ("a note",),
    }
    return look(**{**facts, **changes})


@pytest.mark.parametrize("view", [full_look(), look(), full_look(members=None), SLOTS["error message"]("x")])
def test_text_and_html_show_the_same_sections_in_the_same_order(view):
    markup = render_html(view, OPTIONS)
    titles = [summary.find("b").text for summary in parsed(markup).iter("summary") if summary.find("b") is not None]
    if view.kind == "error":
        titles = [head.text for head in parsed(markup).iter("th") if head.attrib["scope"] == "row"]
    assert tuple(titles) == view.titles
    text = render_text(view, OPTIONS)
    places = [re.search(rf"(?m)^ *{re.escape(title)}\b", text).start() for title in view.titles]
    assert places == sorted(places)


def test_text_and_html_say_the_same():
    view = full_look()
    markup, text = render_html(view, OPTIONS), render_text(view, OPTIONS)
    assert texts(markup, "p")[0] == text.split("\n")[0]
    for said in (*texts(markup, "code"), *texts(markup, "td")[-5:], "20 of 57 (the server's count), more exist"):
        assert said in text
    assert "…  10 more on this page · .pages() goes on · .find(key=…) searches" in texts(markup, "p")
    for cell in (str(cell) for row in view.sections[2].body.rows for cell in row):
        assert cell in text
        assert cell in texts(markup, "td")


def test_html_is_the_same_each_time():
    assert len({render_html(full_look(), OPTIONS) for _ in range(5)}) == 1


def test_html_is_one_block_that_mathjax_leaves_alone():
    parts = list(parsed(render_html(full_look(), OPTIONS)))
    assert len(parts) == 1
    assert parts[0].tag == "div"
    assert parts[0].attrib == {"class": "hypernav mathjax_ignore"}


def test_html_has_no_id_script_image_inline_style_or_remote_resource():
    markup = render_html(full_look(), OPTIONS)
    for part in parsed(markup).iter():
        assert part.tag not in {"script", "img", "iframe", "svg", "link", "object", "form", "input"}
        assert not {"id", "style", "src", "for"} & set(part.attrib)
        assert not any(name.startswith(("on", "data-")) for name in part.attrib)
    assert "url(" not in markup
    assert "@import" not in markup


def test_the_style_sheet_is_under_two_kilobytes_and_touches_only_displays():
    assert len(f"<style>{STYLE}</style>".encode()) < 2_000
    for rule in STYLE.split("}")[:-1]:
        assert all(selector.startswith(".hypernav") for selector in rule.split("{")[0].split(","))


def test_each_variable_of_the_style_sheet_has_a_fallback():
    assert "var(" in STYLE
    assert re.findall(r"var\([^,)]*\)", STYLE) == []


def test_colours_come_from_variables_only():
    assert re.findall(r"#[0-9a-f]{3,6}|rgba?\(|hsla?\(", STYLE) == []


def test_tables_have_captions_and_scoped_heads():
    for table in parsed(render_html(full_look(), OPTIONS)).iter("table"):
        assert table.find("caption") is not None
        assert all(head.attrib.get("scope") in {"col", "row"} for head in table.iter("th"))


def test_sections_are_open_details_with_a_summary():
    tree = parsed(render_html(full_look(), OPTIONS))
    for section in tree.iter("details"):
        assert section[0].tag == "summary"
        assert "open" in section.attrib


def test_fields_beyond_the_first_are_folded_and_counted():
    markup = render_html(look(data={f"f{place}": place for place in range(30)}), OPTIONS)
    folded = [part for part in parsed(markup).iter("details") if "open" not in part.attrib]
    assert [part[0].text for part in folded] == ["18 more fields"]
    assert len(texts(markup, "td")) >= 30


def test_fields_that_are_not_held_are_counted_and_say_where_they_are():
    markup = render_html(look(data={f"f{place}": place for place in range(100)}), OPTIONS)
    assert "… 40 more fields not shown · .data shows all" in texts(markup, "p")


@pytest.mark.parametrize(
    ("target", "linked"),
    [
        ("https://other.test/x?a=1&b=2#c", True),
        ("http://127.0.0.1:8080/", True),
        ("http://[::1]:8080/x", True),
        ("https://other.test", True),
        ("/api/v2/flags", False),
        ("//other.test/x", False),
        ("javascript:alert(1)", False),
        ("https://user:secret@other.test/", False),
        ('https://other.test/"onclick="x', False),
        ("https://other.test/'x", False),
        ("https://other.test/<b>", False),
        ("https://other.test/a b", False),
        ("https://other.test\\@evil.test/", False),
        ("https://évil.test/", False),
        ("HTTPS://other.test/", False),
        ("ftp://other.test/", False),
        ("https://", False),
        ("https:///x", False),
        ("http://[::1/", False),
        ("https://other.test:99999/", False),
        ("https://other.test/\n", False),
        ("https://other.test/" + "x" * 5_000, False),
    ],
)
def test_only_plain_http_urls_become_links(target, linked):
    view = View((), (Section("Relations", body=RelationsTable((RelationRow("in-band", ".x", target=target),))),))
    anchors = list(parsed(render_html(view, OPTIONS)).iter("a"))
    assert len(anchors) == linked
    for anchor in anchors:
        assert anchor.attrib == {"href": target, "rel": "noopener noreferrer", "target": "_blank"}
        assert anchor.text == target


def test_data_never_becomes_a_link():
    assert "<a " not in render_html(look(data={"url": "https://other.test/"}), OPTIONS)


@pytest.mark.parametrize("bound", [1, LEAST_BYTES, 8_000, 20_000, 50_000])
def test_ten_thousand_members_of_a_megabyte_stay_within_the_bound(bound):
    rows = ((Cell("x" * 1_000_000), Cell("<" * 1_000_000)),) * 10_000
    view = View(("a",), (Section("Members", "all", MembersTable((Cell("a"), Cell("b")), rows)), Section("Notes")))
    markup = render_html(view, Options(html_bytes=bound))
    assert len(markup.encode()) <= max(bound, LEAST_BYTES)
    assert re.search(r"… [\d,]+ more rows not shown|not shown: too large", markup)


@pytest.mark.parametrize("length", [1, 60, 2_000])
@pytest.mark.parametrize("bound", [LEAST_BYTES, 30_000, 100_000])
@pytest.mark.parametrize("title", ["", "members"])
def test_the_footer_of_a_full_table_has_its_room(title, bound, length):
    footer = "f" * length
    rows = tuple((Cell("x"),) for _ in range(10_000))
    body = MembersTable((Cell("n"),), rows, (False,), footer=footer)
    markup = render_html(View((), sections=(Section(title, "", body),)), Options(html_bytes=bound))
    assert texts(markup, "p")[-1].startswith(footer[:400])
    assert "too large" not in markup
    assert len(markup.encode()) <= bound
    assert len(texts(markup, "td")) > 10


def test_what_is_left_out_is_counted_exactly():
    rows = tuple((Cell("word" * 20),) for _ in range(10_000))
    markup = render_html(View((), (Section("Members", "", MembersTable((Cell("a"),), rows)),)), OPTIONS)
    missing = int(re.search(r"… ([\d,]+) more rows not shown", markup)[1].replace(",", ""))
    assert len(texts(markup, "td")) + missing == 10_000
    assert len(markup) > 40_000


def test_ten_thousand_columns_are_cut_visibly():
    columns = tuple(Cell(f"column{place}") for place in range(10_000))
    view = View((), (Section("Members", "", MembersTable(columns, (columns,))),))
    markup = render_html(view, OPTIONS)
    assert len(markup.encode()) <= 50_000
    assert "more columns not shown" in markup


@pytest.mark.parametrize(
    "body",
    [
        RelationsTable(tuple(RelationRow("in-band", f".r{place}", target="/" + "x" * 300) for place in range(10_000))),
        Fields(tuple((f"f{place}", "v" * 300) for place in range(10_000))),
        Writes(tuple(f".post({place})" for place in range(10_000))),
        Lines(tuple("line" * 50 for _ in range(10_000))),
    ],
)
def test_ten_thousand_rows_of_anything_are_cut_visibly(body):
    markup = render_html(View(("a",), (Section("Part", "", body), Section("Last", "", Lines(("end",))))), OPTIONS)
    assert len(markup.encode()) <= 50_000
    assert re.search(r"… [\d,]+ more \w+ not shown", markup)
    assert "Last" in markup


def test_a_large_section_leaves_room_for_the_others():
    big = Lines(tuple("line" * 50 for _ in range(10_000)))
    view = View((), tuple(Section(f"Part {place}", "", big) for place in range(5)))
    markup = render_html(view, OPTIONS)
    assert [title for title in view.titles if title in markup] == list(view.titles)


def test_a_thousand_sections_are_cut_visibly():
    markup = render_html(View((), tuple(Section(f"Part {place}") for place in range(1_000))), OPTIONS)
    assert "… 980 more sections not shown" in markup


def test_html_reads_well_without_its_style():
    markup = re.sub(r"<style>.*?</style>", "", render_html(full_look(), OPTIONS))
    tree = parsed(markup)
    assert "style" not in {part.tag for part in tree.iter()}
    said = " ".join("".join(tree.itertext()).split())
    for text in ("launchdarkly · GET", "Relations", ".self", "20 of 57 (the server's count), more exist", "flag-9"):
        assert text in said


def test_a_section_without_a_title_is_a_bare_table():
    markup = render_html(View((), (Section("", "1 of 2", MembersTable((Cell("a"),), ((Cell("b"),),))),)), OPTIONS)
    assert "<details" not in markup
    assert texts(markup, "p") == ["1 of 2"]


def test_every_slot_together_stays_small():
    assert len(render_html(full_view("x" * 1_000_000), OPTIONS).encode()) < 50_000
