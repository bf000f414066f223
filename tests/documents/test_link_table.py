from hypernav.documents.link import Link
from hypernav.documents.link_table import links_text
from hypernav.documents.links import Links

BASE = "https://api.test/v1"


def test_links_are_an_aligned_table():
    links = Links([Link("self", "/v1", BASE), Link("Web Applications", "/w", BASE, evidence="derived")])
    assert str(links).splitlines() == [
        "relation          evidence  target",
        "self              in-band   /v1",
        "Web Applications  derived   /w",
    ]


def test_methods_have_a_column_where_one_is_not_get():
    rows = str(Links([Link("a", "/a", BASE), Link("b", "/b", BASE, {"method": "POST"})])).splitlines()
    assert rows == [
        "relation  method  evidence  target",
        "a         GET     in-band   /a",
        "b         POST    in-band   /b",
    ]


def test_a_target_on_another_origin_is_shown_in_full():
    assert "https://other.test/x" in str(Links([Link("a", "https://other.test/x", BASE)]))


def test_a_template_is_shown_as_one():
    assert "/orders{?page}" in str(Links([Link("a", "/orders{?page}", BASE)]))


def test_no_credentials_are_shown():
    shown = str(Links([Link("a", "https://me:secret@other.test/x?access_token=abc123&page=1", BASE)]))
    assert "secret" not in shown
    assert "abc123" not in shown
    assert "page=1" in shown


def test_control_characters_are_shown_escaped():
    shown = str(Links([Link("a\x1b[31m\nb", "/\x1b[2Jx\r\ny\u202e", BASE, {"title": "\x07"})]))
    assert len(shown.splitlines()) == 2
    assert all(line.isprintable() for line in shown.splitlines())


def test_long_names_and_targets_are_cut_with_a_mark():
    shown = str(Links([Link("r" * 1_000, "/" + "x" * 100_000, BASE)]))
    assert len(shown) < 400
    assert shown.count("…") == 2


def test_properties_are_shown_on_demand():
    shown = links_text((Link("a", "/a", BASE, {"title": "A", "id": 7, "href": "/a", "deep": {}}),), properties=True)
    assert shown.endswith("title='A' id=7")


def test_no_links_are_told_so():
    assert str(Links()) == "no links"
    assert str(Links(notes=["too long"])) == "no links\ntoo long"
