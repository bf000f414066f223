import pytest

from hypernav.errors import RelationNotFound
from tests.formats.reading import BASE, document_of, targets

CURIES = [{"name": "acme", "href": "https://docs.acme.test/rels/{rel}", "templated": True}]


def test_every_relation_is_read_in_order():
    document = document_of({"_links": {"self": {"href": "/a"}, "next": {"href": "/b"}, "up": {"href": "/"}}})
    assert targets(document) == {"self": [f"{BASE}/a"], "next": [f"{BASE}/b"], "up": [f"{BASE}/"]}
    assert document.formats == ("hal", "json")


def test_an_array_of_links_keeps_all_of_them():
    document = document_of({"_links": {"item": [{"href": "/1"}, {"href": "/2"}, {"href": "/2"}]}})
    assert [link.href for link in document.links["item"]] == ["/1", "/2", "/2"]


def test_a_plain_string_is_a_target():
    document = document_of({"_links": {"self": "https://api.test/p/1", "issues": "/p/1/issues", "none": None}})
    assert targets(document) == {"self": [f"{BASE}/p/1"], "issues": [f"{BASE}/p/1/issues"]}


def test_the_attributes_of_a_link_are_read():
    raw = {
        "href": "/a{?page}",
        "templated": True,
        "type": "application/json",
        "deprecation": "https://docs.test/gone",
        "name": "first",
        "profile": "https://docs.test/profile",
        "title": "The A",
        "hreflang": "en",
    }
    (link,) = document_of({"_links": {"a": raw}}).links["a"]
    assert (link.type, link.name, link.title, link.hreflang) == ("application/json", "first", "The A", "en")
    assert (link.deprecation, link.profile) == ("https://docs.test/gone", "https://docs.test/profile")
    assert (link.templated, link.variables, link.source, link.evidence) == (True, ("page",), "hal", "in-band")


@pytest.mark.parametrize("raw", [None, 5, True, {}, {"href": None}, {"href": 5}, {"href": {}}, [], [None], [[]], ""])
def test_what_holds_no_target_is_no_link(raw):
    document = document_of({"_links": {"broken": raw, "self": {"href": "/a"}}})
    assert list(document.links) == ["self"]


@pytest.mark.parametrize("name", ["acme:widgets", "https://docs.acme.test/rels/widgets", "widgets"])
def test_a_curie_is_reached_by_prefixed_full_and_short_name(name):
    document = document_of({"_links": {"curies": CURIES, "acme:widgets": {"href": "/w"}}})
    assert document.links[name][0].url == f"{BASE}/w"
    assert name in document.links


def test_a_relation_in_full_is_reached_by_its_prefixed_and_short_name():
    document = document_of({"_links": {"curies": CURIES, "https://docs.acme.test/rels/widgets": {"href": "/w"}}})
    assert document.links["acme:widgets"] == document.links["widgets"]


def test_an_exact_relation_wins_over_the_short_name_of_a_curie():
    document = document_of(
        {"_links": {"curies": CURIES, "acme:widgets": {"href": "/prefixed"}, "widgets": {"href": "/exact"}}}
    )
    assert document.links["widgets"][0].href == "/exact"


def test_a_short_name_of_two_prefixes_is_refused_with_both():
    curies = [*CURIES, {"name": "other", "href": "https://other.test/{rel}", "templated": True}]
    document = document_of({"_links": {"curies": curies, "acme:x": {"href": "/1"}, "other:x": {"href": "/2"}}})
    with pytest.raises(RelationNotFound, match="'acme:x' or 'other:x'"):
        document.links["x"]


def test_a_curie_definition_is_no_relation_but_is_kept():
    document = document_of({"_links": {"curies": CURIES, "self": {"href": "/"}}})
    assert list(document.links) == ["self"]
    assert [curie.name for curie in document.links.curies] == ["acme"]


def test_a_relation_that_is_called_curies_is_a_relation():
    document = document_of({"_links": {"curies": {"href": "/spices"}}})
    assert document.links["curies"][0].url == f"{BASE}/spices"


def test_the_prefix_leads_to_documentation():
    document = document_of({"_links": {"curies": CURIES, "acme:widgets": {"href": "/w"}, "next": {"href": "/2"}}})
    assert document.links.documentation("acme:widgets") == "https://docs.acme.test/rels/widgets"
    assert document.links.documentation("widgets") == "https://docs.acme.test/rels/widgets"
    assert document.links.documentation("next") is None
    assert document.links.documentation("https://rels.test/x") == "https://rels.test/x"


def test_an_embedded_resource_knows_the_curies_around_it():
    inner = {"_links": {"acme:part": {"href": "/p"}}}
    document = document_of({"_links": {"curies": CURIES}, "_embedded": {"acme:thing": inner}})
    assert document.embedded["thing"].links["part"][0].href == "/p"
    assert document.embedded["thing"].links.documentation("acme:part") == "https://docs.acme.test/rels/part"


@pytest.mark.parametrize(
    "curies",
    [5, None, [None], [{}], [{"name": 5, "href": "/{rel}"}], {"name": "a"}, "x", [{"name": "a", "href": "{rel"}]],
)
def test_broken_curies_break_nothing(curies):
    document = document_of({"_links": {"curies": curies, "a:b": {"href": "/b"}}})
    assert document.links["a:b"][0].href == "/b"
    assert "b" not in document.links


def test_a_relative_target_resolves_against_the_document():
    document = document_of({"_links": {"a": {"href": "x"}, "b": {"href": "?page=2"}, "c": {"href": "../y"}}}, "/v1/p/q")
    assert targets(document) == {"a": [f"{BASE}/v1/p/x"], "b": [f"{BASE}/v1/p/q?page=2"], "c": [f"{BASE}/v1/y"]}


def test_an_embedded_resources_target_resolves_against_the_resource():
    inner = {"_links": {"self": {"href": "sub/7"}, "note": {"href": "note"}}}
    document = document_of({"_embedded": {"thing": inner}}, "/v1/list")
    assert document.embedded["thing"].url == f"{BASE}/v1/sub/7"
    assert document.embedded["thing"].links["note"][0].url == f"{BASE}/v1/sub/note"


def test_an_embedded_resource_without_a_self_link_has_the_address_around_it():
    document = document_of({"_embedded": {"thing": {"_links": {"note": {"href": "note"}}}}}, "/v1/list")
    assert document.embedded["thing"].url == f"{BASE}/v1/list"
    assert document.embedded["thing"].links["note"][0].url == f"{BASE}/v1/note"


def test_a_site_link_stands_beside_the_links():
    document = document_of({"_links": {"self": {"href": "/a"}}, "_site": {"href": "/ui", "type": "text/html"}})
    assert targets(document) == {"self": [f"{BASE}/a"], "site": [f"{BASE}/ui"]}
    assert document.links.one("site").type == "text/html"


def test_a_site_link_among_the_links_is_read_too():
    assert document_of({"_links": {"site": {"href": "/ui"}}}).links["site"][0].href == "/ui"


def test_a_site_link_in_both_places_counts_once_where_it_is_the_same():
    same = {"_links": {"site": {"href": "/ui"}}, "_site": {"href": "/ui"}}
    other = {"_links": {"site": {"href": "/ui"}}, "_site": {"href": "/other"}}
    assert len(document_of(same).links["site"]) == 1
    assert [link.href for link in document_of(other).links["site"]] == ["/ui", "/other"]


@pytest.mark.parametrize("site", [None, 5, "x", [], {}, {"href": 5}])
def test_a_broken_site_link_breaks_nothing(site):
    assert list(document_of({"_links": {"self": {"href": "/a"}}, "_site": site}).links) == ["self"]


ORDER = {"id": 1, "_links": {"self": {"href": "/orders/1"}}}


def test_a_page_of_embedded_resources_is_a_collection():
    data = {"_links": {"self": {"href": "/orders"}, "next": {"href": "/orders?page=2"}}, "currentlyProcessing": 14}
    document = document_of({**data, "_embedded": {"ea:order": [ORDER, ORDER]}}, "/orders")
    assert len(document.members) == 2
    assert document.members_key == "_embedded.ea:order"
    assert document.members[0].url == f"{BASE}/orders/1"


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"total": 1},
        {"count": 1, "_links": {"self": {"href": "/x"}}},
        {"page": {"number": 0, "size": 20, "totalElements": 1}},
        {"_links": {"first": {"href": "/x"}}},
        {"title": "All orders"},
    ],
)
def test_one_embedded_list_and_nothing_that_names_the_document_is_a_collection(others):
    assert document_of({**others, "_embedded": {"orders": [ORDER]}}, "/x").members_key == "_embedded.orders"


def test_a_resource_with_an_embedded_list_of_its_own_is_no_collection():
    data = {"id": 7, "status": "open", "_links": {"self": {"href": "/orders/7"}}, "_embedded": {"lines": [ORDER]}}
    document = document_of(data, "/orders/7")
    assert document.members is None
    assert len(document.embedded["lines"]) == 1


def test_a_resource_that_the_url_names_after_its_list_is_a_collection():
    data = {"name": "Everything", "_embedded": {"acme:widgets": [ORDER], "acme:ads": [ORDER]}}
    assert document_of(data, "/v1/widgets").members_key == "_embedded.acme:widgets"


def test_a_resource_with_several_embedded_lists_is_no_collection():
    assert document_of({"_embedded": {"a": [ORDER], "b": [ORDER]}}, "/dashboard").members is None


def test_an_empty_page_without_embedded_resources_is_an_empty_collection():
    data = {
        "_links": {"self": {"href": "/orders"}},
        "page": {"number": 0, "size": 20, "totalElements": 0, "totalPages": 0},
    }
    assert list(document_of(data, "/orders").members) == []


@pytest.mark.parametrize("key", ["environments", "orders"])
def test_embedded_wins_over_a_field_of_the_same_name(key):
    document = document_of(
        {key: {"_links": {"self": {"href": "/field"}}}, "_embedded": {key: {"_links": {"self": {"href": "/e"}}}}}
    )
    assert document.embedded[key].url == f"{BASE}/e"
