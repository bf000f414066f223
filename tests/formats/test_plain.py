import pytest

from tests.formats.reading import BASE, document_of, targets

RECORD = {"title": "a"}
KNOWN = ["items", "results", "data", "value", "values", "resources", "records", "entries", "content", "rows", "objects"]


def members_of(data, path="/v1/place", **others):
    document = document_of(data, path, **others)
    return None if document.members is None else (document.members_key, [member.data for member in document.members])


@pytest.mark.parametrize("records", [[], [RECORD], [1, 2], ["a"], [[1], [2]], [None], [RECORD, 5]])
def test_a_bare_array_is_a_collection(records):
    assert members_of(records) == ("", records)


@pytest.mark.parametrize("key", KNOWN)
@pytest.mark.parametrize("records", [[], [RECORD], [RECORD, RECORD]])
def test_a_list_under_a_known_name_is_a_collection(key, records):
    assert members_of({key: records}) == (key, records)
    assert members_of({key: records, "totalCount": 9}) == (key, records)


@pytest.mark.parametrize(
    "hint", [{"total": 9}, {"nextPageToken": "x"}, {"next": "?page=2"}, {"page": 1, "pages": 3}, {"has_more": False}]
)
@pytest.mark.parametrize("key", ["apis", "workflows", "gateways", "issues", "Leute"])
def test_the_one_list_beside_paging_facts_is_a_collection(key, hint):
    assert members_of({key: [RECORD], **hint}) == (key, [RECORD])
    assert members_of({key: [], **hint}) == (key, [])


def test_the_one_list_beside_a_link_header_to_the_next_page_is_a_collection():
    assert members_of({"workflows": [RECORD], "note": "x"}, link="<?page=2>; rel=next") == ("workflows", [RECORD])
    assert members_of({"workflows": [RECORD], "note": "x"}) is None


def test_the_one_list_beside_links_to_other_pages_is_a_collection():
    links = [{"rel": "next", "href": "?page=2"}]
    assert members_of({"scenes": [RECORD], "note": "x", "links": links}) == ("scenes", [RECORD])


@pytest.mark.parametrize("path", ["/v1/products", "/v1/products.json", "/v1/products/", "/v1/Products?page=1"])
def test_a_list_that_the_url_names_is_a_collection(path):
    assert members_of({"products": [RECORD], "note": "x", "tags": [RECORD]}, path) == ("products", [RECORD])


def test_an_object_with_nothing_but_a_list_is_a_collection():
    assert members_of({"users": [RECORD]}) == ("users", [RECORD])
    assert members_of({"users": [RECORD], "links": [{"rel": "self", "href": "/u"}], "ok": True}) == ("users", [RECORD])


def test_a_list_of_ids_is_a_collection_of_ids():
    document = document_of({"resources": [1, 2, 3], "links": [{"rel": "self", "href": "/tags/1/assets"}]})
    assert [member.data for member in document.members] == [1, 2, 3]
    assert len(document.members[0].links) == 0
    assert document.members[0].url == f"{BASE}/v1/place"


@pytest.mark.parametrize(
    "data",
    [
        {"id": 1, "services": [RECORD], "ip": "10.0.0.1"},
        {"key": "checkout", "name": "Checkout", "variations": [RECORD], "tags": []},
        {"id": 1, "items": [RECORD]},
        {"id": 1, "items": [RECORD], "total": 99},
        {"name": "Playlist", "values": [1, 2]},
        {"uuid": "x", "results": [RECORD], "count": 1},
        {"hostNames": [RECORD], "os": "Linux"},
        {"value": {"id": 1, "projects": [RECORD]}},
        {"data": {"id": 1, "attributes": {}}},
        {"errors": [RECORD]},
        {"links": [{"rel": "self", "href": "/"}]},
        {"a": [RECORD], "b": [RECORD], "total": 2},
        {"match": "all", "filters": [RECORD]},
        {"type": "Point", "coordinates": [1, 2]},
        {"id": 1, "tags": [RECORD], "page": 3},
        {"id": 7, "tags": ["beta", "web"], "_links": {"next": {"href": "/x/8"}}},
        {"id": 1, "chapters": [RECORD], "pages": 300, "total": 2},
        {},
        {"a": 1},
    ],
)
def test_one_thing_with_a_list_is_no_collection(data):
    assert members_of(data) is None


@pytest.mark.parametrize("data", [None, 5, "text", b"bytes", True, 1.5])
def test_what_is_no_json_object_or_array_is_no_collection(data):
    assert members_of(data) is None


def test_a_list_that_names_itself_is_a_collection_where_it_is_clearly_paged():
    assert members_of({"id": "7", "items": [RECORD], "nextPageToken": "x"}) == ("items", [RECORD])
    assert members_of({"name": "feed", "things": [RECORD], "page": 1, "total_pages": 2}) == ("things", [RECORD])


@pytest.mark.parametrize("envelope", ["data", "result", "response", "d", "payload"])
def test_a_collection_in_an_envelope_is_found(envelope):
    assert members_of({"success": True, envelope: {"results": [RECORD], "total": 1}}) == (
        f"{envelope}.results",
        [RECORD],
    )


def test_the_answer_of_an_error_is_no_collection():
    assert members_of({"errors": [RECORD], "items": [RECORD]}, status=400) is None
    assert members_of([RECORD], status=500) is None


def test_lists_of_machinery_beside_the_members_are_not_mistaken():
    data = {"apis": [RECORD], "unreachableLocations": [], "nextPageToken": ""}
    assert members_of(data) == ("apis", [RECORD])
    assert members_of({"limit": 25, "filters": [RECORD], "results": [RECORD]}) == ("results", [RECORD])


def test_a_namespace_list_of_lists_is_found_by_its_token():
    data = {"namespaces": [["a"], ["b"]], "next-page-token": None}
    assert members_of(data) == ("namespaces", [["a"], ["b"]])


def test_members_are_made_when_they_are_reached():
    records = [{"_links": {"self": {"href": f"/r/{number}"}}} for number in range(5)]
    members = document_of({"items": records}).members
    assert len(members) == 5
    assert members[-1].url == f"{BASE}/r/4"
    assert [member.url for member in members[1:3]] == [f"{BASE}/r/1", f"{BASE}/r/2"]
    with pytest.raises(IndexError):
        members[5]


def test_a_part_that_is_a_collection_has_members_of_its_own():
    environments = {"items": [{"key": "test", "_links": {"self": {"href": "/e/test"}}}], "totalCount": 1}
    document = document_of({"key": "p", "name": "P", "environments": environments, "_links": {}})
    part = document.embedded["environments"]
    assert document.members is None
    assert targets(part.members[0]) == {"self": [f"{BASE}/e/test"]}
    assert part.paging.total == 1


ENTRY = {"fullUrl": "https://a.test/Patient/1", "resource": {"id": "1"}}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"resourceType": "Bundle", "id": "b", "type": "searchset", "entry": [ENTRY]}, ("entry", [ENTRY])),
        ({"resourceType": "Bundle", "id": "b", "type": "searchset", "total": 0}, ("entry", [])),
        ({"resourceType": "Bundle", "id": "b", "type": "document"}, None),
        ({"resourceType": "Patient", "id": "1", "entry": [ENTRY]}, None),
    ],
)
def test_the_members_of_a_bundle_are_its_entries(data, found):
    assert members_of(data) == found


@pytest.mark.parametrize("records", [[], [{"@odata.id": "/redfish/v1/Log/1"}]])
def test_a_redfish_collection_has_members_and_a_name(records):
    data = {"@odata.id": "/redfish/v1/Log", "Name": "Log", "Members@odata.count": len(records), "Members": records}
    assert members_of(data) == ("Members", records)
    assert members_of({"Id": "7", "Name": "Group", "Members": records, "Owner": {}}) is None


@pytest.mark.parametrize("key", ["Items", "Results", "Value", "Data", "Entries", "Resources"])
def test_a_list_in_pascal_case_is_a_collection_unless_a_thing_holds_it(key):
    assert members_of({key: [RECORD], "Took": 7}) == (key, [RECORD])
    assert members_of({"Id": 7, key: [RECORD], "Took": 7}) is None


def test_the_hits_of_a_search_are_its_members():
    hits = [{"_id": "1", "_source": {"a": 1}}]
    found = {"took": 1, "_shards": {"total": 1}, "hits": {"total": {"value": 6}, "max_score": None, "hits": hits}}
    assert members_of(found) == ("hits.hits", hits)
    assert document_of(found).paging.total == 6
    assert members_of({"hits": hits, "nbHits": 6, "hitsPerPage": 1, "page": 0, "nbPages": 6}) == ("hits", hits)


def test_the_tags_of_a_repository_are_listed_at_their_own_address():
    repository = {"name": "library/alpine", "tags": ["3.19", "3.20"]}
    assert members_of(repository, "/v2/library/alpine/tags/list") == ("tags", ["3.19", "3.20"])
    assert members_of({"name": "library/alpine", "tags": None}, "/v2/library/alpine/tags/list") == ("tags", [])
    assert members_of(repository, "/v2/library/alpine") is None


@pytest.mark.parametrize("key", ["items", "Items", "results", "records"])
def test_null_under_the_name_of_a_list_is_an_empty_one(key):
    assert members_of({key: None}) == (key, [])
    assert members_of({key: None, "total": 0}) == (key, [])
    assert members_of({"id": 7, key: None}) is None
    assert members_of({key: None, "error": "no"}) is None


@pytest.mark.parametrize("key", ["value", "data", "content"])
def test_null_under_a_name_that_one_thing_may_have_is_no_list(key):
    assert members_of({key: None}) is None
