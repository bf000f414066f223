import pytest

from hypernav.formats.base import Format, link_from, links_from, place_of
from tests.formats.reading import BASE, document_of


def test_a_bare_format_recognises_nothing_and_finds_nothing():
    bare, document = Format(), document_of({"a": 1})
    assert not bare.recognises({"a": 1})
    assert bare.direct({"a": 1}) is None
    assert bare.parts({"a": 1}) == {}
    assert bare.members(document) is None
    assert [*bare.links(document), *bare.elsewhere(document), *bare.curies(document), *bare.notes(document)] == []
    assert list(bare.actions(document)) == []


@pytest.mark.parametrize("raw", [None, 5, "", [], {}, {"href": 5}])
def test_what_holds_no_target_makes_no_link(raw):
    assert link_from("a", raw, document_of({}), "hal") is None


def test_a_link_is_made_of_an_object_or_a_string():
    document = document_of({})
    assert link_from("a", {"href": "/a", "title": "A"}, document, "hal").title == "A"
    assert link_from("a", "/a", document, "hal").url == f"{BASE}/a"


def test_one_raw_link_and_an_array_of_them_are_read_alike():
    document = document_of({})
    assert [link.href for link in links_from("a", ["/1", None, {"href": "/2"}], document, "hal")] == ["/1", "/2"]
    assert [link.href for link in links_from("a", "/1", document, "hal")] == ["/1"]


def test_only_the_self_link_of_a_part_resolves_against_the_document_around_it():
    document = document_of([{}])
    part = document.members[0]
    assert place_of("self", part) is document
    assert place_of("next", part) is part
    assert place_of("self", document) is document
