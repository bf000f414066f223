import pytest

from hypernav.errors import AmbiguousRelation
from tests.formats.reading import BASE, document_of, targets


def links_of(*entries, **others):
    return document_of({"links": list(entries), **others})


def test_relations_are_kept_as_spelled_and_in_order():
    document = links_of({"rel": "self", "href": "/a"}, {"rel": "Web Applications", "href": "/w"})
    assert targets(document) == {"self": [f"{BASE}/a"], "Web Applications": [f"{BASE}/w"]}
    assert document.links.names == {"self": "self", "web_applications": "Web Applications"}
    assert document.formats == ("link array", "json")


def test_a_repeated_relation_keeps_every_link():
    document = links_of(*({"rel": "Vulnerability", "id": name, "href": f"/v/{name}"} for name in ("a", "b", "c")))
    assert [link.attributes["id"] for link in document.links["Vulnerability"]] == ["a", "b", "c"]
    assert document.links.one("Vulnerability", id="b").url == f"{BASE}/v/b"


def test_an_ambiguous_relation_lists_its_candidates_and_how_to_choose():
    document = links_of({"rel": "child", "href": "/1", "title": "One"}, {"rel": "child", "href": "/2", "title": "Two"})
    with pytest.raises(AmbiguousRelation) as caught:
        document.links.one("child")
    assert "/1" in str(caught.value)
    assert "title='Two'" in str(caught.value)
    assert ".one('child', title='One')" in str(caught.value)


@pytest.mark.parametrize(
    "entry", [{"href": "/x"}, {"href": "/x", "rel": None}, {"href": "/x", "rel": 5}, {"href": "/x", "rel": []}]
)
def test_a_link_without_a_relation_is_kept_under_the_empty_one(entry):
    document = links_of({"rel": "self", "href": "/a"}, entry)
    assert document.links[""][0].url == f"{BASE}/x"
    assert "(none)" in str(document.links)


def test_several_relations_in_a_list_are_several_links():
    document = links_of({"rel": ["self", "canonical"], "href": "/a"})
    assert list(document.links) == ["self", "canonical"]


def test_an_entry_that_is_an_object_of_links_is_read():
    document = links_of({"first": {"href": "/1"}}, {"next": {"href": "/2"}, "last": {"href": "/9"}})
    assert targets(document) == {"first": [f"{BASE}/1"], "next": [f"{BASE}/2"], "last": [f"{BASE}/9"]}


@pytest.mark.parametrize(("given", "asked"), [("prev", "previous"), ("previous", "prev"), ("prev", "prev")])
def test_prev_and_previous_stand_for_each_other(given, asked):
    assert links_of({"rel": given, "href": "/1"}).links[asked][0].href == "/1"


def test_prev_and_previous_stay_apart_where_both_are_given():
    document = links_of({"rel": "prev", "href": "/1"}, {"rel": "previous", "href": "/2"})
    assert (document.links["prev"][0].href, document.links["previous"][0].href) == ("/1", "/2")


def test_a_request_that_a_link_describes_is_kept():
    body = {"token": "abc", "limit": 10}
    entry = {"rel": "next", "href": "/search", "method": "post", "body": body, "headers": {"X": "1"}, "merge": True}
    link = links_of(entry).links.one("next")
    assert (link.method, link.body) == ("POST", body)
    assert link.attributes["headers"] == {"X": "1"}
    assert link.attributes["merge"] is True
    assert repr(link) == "Link(rel='next', href='/search', method='POST')"


def test_a_link_with_another_method_than_get_is_an_action():
    document = links_of(
        {"rel": "search", "href": "/s"}, {"rel": "search", "href": "/s", "method": "POST", "title": "Find"}
    )
    (action,) = document.actions
    assert (action.name, action.method, action.href, action.title) == ("search", "POST", f"{BASE}/s", "Find")
    assert action.link is document.links["search"][1]


@pytest.mark.parametrize("method", [5, None, "", "GET\r\nX: 1", "DELETE /x", "x" * 21, "ПОСТ", [], {}])
def test_a_method_that_is_none_reads_as_get(method):
    assert links_of({"rel": "a", "href": "/a", "method": method}).links.one("a").method == "GET"


def test_a_link_is_chosen_by_media_type_without_parameters():
    document = links_of(
        {"rel": "alternate", "href": "/a", "type": "text/html"},
        {"rel": "alternate", "href": "/b", "type": "application/json; charset=utf-8"},
    )
    assert document.links.one("alternate", type="application/JSON").href == "/b"


def test_a_template_is_known_by_its_flag_or_its_braces():
    document = links_of(
        {"rel": "flagged", "href": "/a/{id}", "templated": True},
        {"rel": "bare", "href": "/a/{id}"},
        {"rel": "denied", "href": "/a/{id}", "templated": False},
        {"rel": "odd", "href": "/a/{i d}"},
        {"rel": "member", "uriTemplate": "/a/{id}"},
    )
    templated = {rel: links[0].templated for rel, links in document.links.items()}
    assert templated == {"flagged": True, "bare": True, "denied": False, "odd": False, "member": True}


@pytest.mark.parametrize("key", ["uri", "url"])
def test_a_target_under_another_name_is_read_beside_a_relation(key):
    assert links_of({"rel": "next", key: "/2"}).links["next"][0].href == "/2"
    assert document_of({"link": [{"relation": "next", key: "/2"}]}).links["next"][0].href == "/2"


def test_an_array_under_the_key_of_hal_is_read():
    document = document_of({"_links": [{"rel": "self", "href": "/a"}]})
    assert targets(document) == {"self": [f"{BASE}/a"]}


@pytest.mark.parametrize(
    "links", [5, None, "x", [], [None], [5], ["/a"], [[]], [{}], [{"rel": "a"}], [{"href": 5}], [{"a": {"b": 1}}]]
)
def test_what_is_no_array_of_links_is_data(links):
    document = document_of({"links": links})
    assert len(document.links) == 0
    assert document.links.notes == ()


def test_links_among_broken_entries_are_kept():
    document = links_of(None, 5, {"rel": "a", "href": "/a"}, [], {"rel": "b"}, {"href": {}})
    assert targets(document) == {"a": [f"{BASE}/a"]}


def test_links_of_other_hosts_are_kept_as_they_are():
    document = document_of({"cvss": {"links": [{"rel": "CVSS v2 Calculator", "href": "https://nvd.nist.test/calc"}]}})
    assert document.embedded["cvss"].links.one("CVSS v2 Calculator").url == "https://nvd.nist.test/calc"


def test_a_list_of_linked_objects_is_a_tuple_of_documents():
    services = [{"port": 22, "links": [{"rel": "self", "href": "/s/22"}]}, {"port": 80, "links": []}]
    document = document_of(
        {"id": 1, "services": services, "links": [{"rel": "self", "href": "/assets/1"}]}, "/assets/1"
    )
    assert [service.data["port"] for service in document.embedded["services"]] == [22, 80]
    assert document.embedded["services"][0].url == f"{BASE}/s/22"
    assert document.members is None


def test_members_of_a_page_resolve_against_their_own_address():
    record = {"id": 1, "links": [{"rel": "self", "href": "assets/1/"}, {"rel": "Tags", "href": "tags"}]}
    document = document_of({"resources": [record], "links": []}, "/api/3/assets")
    assert targets(document.members[0]) == {
        "self": [f"{BASE}/api/3/assets/1/"],
        "Tags": [f"{BASE}/api/3/assets/1/tags"],
    }
