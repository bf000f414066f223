import pytest

from hypernav.documents.hints import PagingHints
from hypernav.formats.evidence import (
    has_identity,
    has_paging_links,
    is_list_of_this,
    is_listing_of,
    is_paged,
    names_the_place,
)
from tests.formats.reading import document_of


@pytest.mark.parametrize("key", ["id", "_id", "uuid", "guid", "key", "name"])
def test_an_object_that_names_itself_has_an_identity(key):
    assert has_identity({key: "x"})
    assert not has_identity({key: None})
    assert not has_identity({key: {}})


def test_a_page_has_no_identity():
    assert not has_identity({"items": [], "total": 5, "title": "All"})


@pytest.mark.parametrize("relation", ["next", "prev", "previous", "first", "last"])
def test_links_to_other_pages_are_seen(relation):
    assert has_paging_links(document_of({"_links": {relation: {"href": "/x"}}}))


def test_other_links_are_no_paging_links():
    assert not has_paging_links(document_of({"_links": {"self": {"href": "/x"}, "nextScan": {"href": "/y"}}}))


@pytest.mark.parametrize(
    ("facts", "paged"),
    [
        ({"token": "x"}, True),
        ({"next_url": "/2"}, True),
        ({"has_more": False}, True),
        ({"page_number": 1, "total_pages": 3}, True),
        ({"offset": 0, "limit": 20}, True),
        ({"page_number": 1}, False),
        ({"total": 5}, False),
        ({"limit": 20}, False),
        ({}, False),
    ],
)
def test_only_facts_of_a_page_count(facts, paged):
    assert is_paged(PagingHints(**facts)) is paged


@pytest.mark.parametrize(
    "path", ["/v1/widgets", "/widgets/", "/widgets.json", "/Widgets?x=1", "/v1/wid-gets", "/v1/w%69dgets"]
)
def test_the_url_names_a_list(path):
    assert names_the_place(document_of({}, path), "widgets")
    assert names_the_place(document_of({}, path), "acme:widgets")


@pytest.mark.parametrize("path", ["", "/", "/widgets/7", "/v1", "/widget"])
def test_the_url_names_another_thing(path):
    assert not names_the_place(document_of({}, path), "widgets")


def test_an_embedded_list_alone_is_the_documents_own_unless_it_names_itself():
    assert is_list_of_this(document_of({"a": 1}), "orders", alone=True)
    assert not is_list_of_this(document_of({"id": 1}), "orders", alone=True)
    assert not is_list_of_this(document_of({"a": 1}), "orders", alone=False)
    assert is_list_of_this(document_of({"id": 1}, "/orders"), "orders", alone=False)


def test_a_path_may_say_that_it_lists_a_member():
    document = document_of({"tags": []}, "/v2/alpine/tags/list")
    assert [is_listing_of(document, key) for key in ("tags", "list", "ags")] == [True, False, False]
