import pytest

from tests.formats.reading import BASE, document_of, targets


def test_an_object_of_link_objects_is_read():
    data = {"links": {"projects": {"href": "/projects", "type": "application/json"}, "self": {"href": "/"}}}
    document = document_of(data)
    assert targets(document) == {"projects": [f"{BASE}/projects"], "self": [f"{BASE}/"]}
    assert document.links.one("projects").type == "application/json"
    assert document.links.one("projects").source == "links object"


def test_urls_as_strings_and_arrays_are_read():
    data = {"links": {"next": "https://api.test/?page=2", "prev": None, "item": [{"href": "/1"}, {"href": "/2"}]}}
    assert targets(document_of(data)) == {"next": [f"{BASE}/?page=2"], "item": [f"{BASE}/1", f"{BASE}/2"]}


@pytest.mark.parametrize(
    "value", [5, None, "x", {}, [], {"a": 5}, {"a": "text"}, {"a": {"b": "/c"}}, {"a": [None]}, {"a": {"href": 5}}]
)
def test_what_holds_no_target_is_data(value):
    assert len(document_of({"links": value}).links) == 0


def test_values_that_are_no_target_are_left_out():
    data = {
        "links": {"self": {"href": "/"}, "count": 5, "label": "Links", "odd": {"x": 1}, "list": [None, {"href": "/l"}]}
    }
    assert list(document_of(data).links) == ["self", "list"]


def test_links_with_and_without_underscore_are_both_read():
    data = {
        "_links": {"self": {"href": "/a"}, "next": {"href": "/2"}},
        "links": {"next": {"href": "/two"}, "self": {"href": "/a"}},
    }
    document = document_of(data)
    assert [(link.href, link.source) for link in document.links["next"]] == [("/2", "hal"), ("/two", "links object")]
    assert [link.source for link in document.links["self"]] == ["hal"]
