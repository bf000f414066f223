import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav import formats
from hypernav.documents.document import Action, Document, Found
from hypernav.documents.link import Link
from hypernav.formats import Format, accept_header, read, register
from hypernav.formats.hal import Hal
from hypernav.formats.reader import TableReader
from tests.formats.reading import BASE, document_of, targets


class Pointers(Format):
    """A format with everything that a reader can have: one that nobody told the rest of the package about."""

    name = "pointers"
    media_types = ("application/vnd.pointers+json",)
    quality = 0.95
    keys = hidden = frozenset({"pointers", "things"})

    def recognises(self, data):
        return isinstance(data.get("pointers"), list)

    def links(self, document):
        for rel, href in document.data["pointers"]:
            yield Link(rel, href, document, source=self.name)

    def parts(self, data):
        return {"first": data["things"][0]} if data.get("things") else {}

    def members(self, document):
        return Found("things", document.data["things"]) if "things" in document.data else None

    def actions(self, document):
        yield Action("clear", "DELETE", document.url)

    def notes(self, document):
        yield "read by pointing"


@pytest.fixture
def pointers():
    before = list(formats.FORMATS)
    register(Pointers())
    yield
    formats.FORMATS[:] = before
    formats._READER.use(before)


@pytest.mark.usefixtures("pointers")
def test_a_format_joins_by_its_registration_alone():
    data = {"pointers": [["next", "/2"]], "things": [{"pointers": [["self", "/t/1"]]}, {"a": 1}]}
    document = document_of(data)
    assert document.formats == ("pointers", "json")
    assert targets(document) == {"next": [f"{BASE}/2"]}
    assert document.links.notes == ("read by pointing",)
    assert (document.members_key, len(document.members)) == ("things", 2)
    assert targets(document.members[0]) == {"self": [f"{BASE}/t/1"]}
    assert document.embedded["first"].links["self"][0].href == "/t/1"
    assert [action.name for action in document.actions] == ["clear"]
    assert "application/vnd.pointers+json;q=0.95" in accept_header()


@pytest.mark.usefixtures("pointers")
def test_a_format_of_the_same_name_replaces_the_one_before():
    register(Pointers())
    assert [each.name for each in formats.FORMATS].count("pointers") == 1


@pytest.mark.usefixtures("pointers")
def test_a_format_may_be_asked_late_but_before_plain_json():
    register(Pointers(), first=False)
    assert [each.name for each in formats.FORMATS][-2:] == ["pointers", "json"]


def test_a_format_without_a_name_is_refused():
    with pytest.raises(ValueError, match="needs a name"):
        register(Format())


def test_a_format_that_names_no_key_is_always_asked():
    class Anywhere(Format):
        name = "anywhere"

        def recognises(self, data):
            return any(key.startswith("go-") for key in data)

        def links(self, document):
            return [Link(key[3:], value, document) for key, value in document.data.items() if key.startswith("go-")]

    reader = TableReader([Hal(), Anywhere()])
    document = read(BASE, 200, {}, {"items": [{"go-up": "/up", "_links": {"self": {"href": "/s"}}}]})
    own = Document(BASE, 200, document.headers, document.data, "application/json", reader).part(
        document.data["items"][0]
    )
    assert list(own.links) == ["self", "up"]


def test_the_accept_header_prefers_hypermedia_and_takes_anything():
    header = accept_header()
    assert header.startswith("application/hal+json, ")
    assert header.endswith("application/json;q=0.8, */*;q=0.1")
    assert header.isascii()


def test_the_format_of_the_media_type_is_asked_first():
    data = {"_links": {"a": {"href": "/1"}}, "links": [{"rel": "a", "href": "/2"}]}
    sources = {
        media_type: [link.source for link in read(BASE, 200, {}, data, media_type=media_type).links["a"]]
        for media_type in ("application/hal+json", "application/geo+json", "application/json")
    }
    assert sources == {
        "application/hal+json": ["hal", "link array"],
        "application/geo+json": ["link array", "hal"],
        "application/json": ["hal", "link array"],
    }


def test_a_shape_is_recognised_whatever_the_media_type_says():
    assert list(read(BASE, 200, {}, {"_links": {"a": {"href": "/1"}}}, media_type="text/plain").links) == ["a"]


def test_readers_that_agree_give_one_link_and_readers_that_disagree_two():
    data = {
        "_links": {"a": {"href": "/1"}, "b": {"href": "/2"}},
        "links": [{"rel": "a", "href": f"{BASE}/1"}, {"rel": "b", "href": "/3"}],
    }
    links = document_of(data).links
    assert [link.source for link in links["a"]] == ["hal"]
    assert [(link.href, link.source) for link in links["b"]] == [("/2", "hal"), ("/3", "link array")]


def test_one_link_of_a_member_is_the_same_before_and_after_all_are_built():
    record = {"_links": {"self": {"href": "r/1"}, "note": {"href": "note"}}}
    member = document_of([record]).members[0]
    quick = member.links["self"], member.links["note"]
    assert list(member.links) == ["self", "note"]
    assert (member.links["self"], member.links["note"]) == quick
    assert [links[0].url for links in quick] == [f"{BASE}/v1/r/1", f"{BASE}/v1/r/note"]


def test_a_member_in_two_formats_has_the_links_of_both():
    record = {"_links": {"self": {"href": "/1"}}, "links": [{"rel": "up", "href": "/"}]}
    assert list(document_of([record]).members[0].links) == ["self", "up"]


def test_a_member_with_a_site_link_has_it_beside_the_others():
    record = {"_links": {"self": {"href": "/1"}}, "_site": {"href": "/ui"}}
    links = document_of([record]).members[0].links
    assert (links["self"][0].href, links["site"][0].href) == ("/1", "/ui")


REAL = {
    "root of links": ({"links": {"projects": {"href": "/api/v2/projects", "type": "application/json"}}}, None, None),
    "items with links": (
        {"items": [{"key": "a"}], "_links": {"next": {"href": "/x?offset=20"}}, "totalCount": 57},
        ("items", 1),
        57,
    ),
    "page of resources": (
        {
            "resources": [{"id": 1}],
            "page": {"number": 0, "size": 10, "totalPages": 6, "totalResources": 57},
            "links": [],
        },
        ("resources", 1),
        57,
    ),
    "references": ({"resources": [1, 2], "links": [{"rel": "self", "href": "/x"}]}, ("resources", 2), None),
    "values from count": ({"fullResultSize": 57, "from": 0, "count": 1, "values": [{"id": 1}]}, ("values", 1), 57),
    "one value": ({"value": {"id": 1, "url": "x"}}, None, None),
    "results by page": ({"results": [{"uid": "a"}], "total": 57, "page": 1, "pageSize": 20}, ("results", 1), 57),
    "data by page": (
        {"data": [{"id": "a"}], "total": 57, "nb_pages": 3, "limit": 20, "offset": 0, "page": 1},
        ("data", 1),
        57,
    ),
    "array with sys": (
        {"sys": {"type": "Array"}, "total": 57, "skip": 0, "limit": 100, "items": [{"sys": {"id": "a"}}]},
        ("items", 1),
        57,
    ),
    "plural with a token": (
        {"apis": [{"name": "a"}], "nextPageToken": "t", "unreachableLocations": []},
        ("apis", 1),
        None,
    ),
    "counted plural": ({"total_count": 57, "workflows": [{"id": 1}]}, ("workflows", 1), 57),
    "search": ({"total_count": 57, "incomplete_results": False, "items": [{"id": 1}]}, ("items", 1), 57),
    "identifiers": ({"identifiers": [{"name": "a"}], "next-page-token": None}, ("identifiers", 1), None),
    "odata": (
        {"@odata.context": "$metadata#P", "value": [{"a": 1}], "@odata.nextLink": "?$skip=1", "@odata.count": 57},
        ("value", 1),
        57,
    ),
    "features": (
        {"type": "FeatureCollection", "features": [{"id": "a"}], "links": [], "numberMatched": 57},
        ("features", 1),
        57,
    ),
    "one feature": ({"type": "Feature", "id": "a", "geometry": {}, "assets": {}, "links": []}, None, None),
    "collections": ({"collections": [{"id": "a"}], "links": [{"rel": "root", "href": "/"}]}, ("collections", 1), None),
    "spring": (
        {
            "_embedded": {"people": [{"a": 1}]},
            "_links": {},
            "page": {"size": 20, "totalElements": 57, "totalPages": 3, "number": 0},
        },
        ("_embedded.people", 1),
        57,
    ),
    "spring without links": (
        {"content": [{"a": 1}], "totalElements": 57, "totalPages": 3, "number": 0, "size": 20, "last": False},
        ("content", 1),
        57,
    ),
    "counted results": (
        {"count": 57, "next": "https://api.test/?page=2", "previous": None, "results": [{"a": 1}]},
        ("results", 1),
        57,
    ),
    "json api": (
        {"data": [{"type": "a", "id": "1"}], "links": {"next": "https://api.test/2"}, "meta": {"total": 57}},
        ("data", 1),
        57,
    ),
    "kind and metadata": (
        {"kind": "List", "metadata": {"continue": "x"}, "items": [{"metadata": {}}]},
        ("items", 1),
        None,
    ),
    "issues": ({"startAt": 0, "maxResults": 50, "total": 57, "issues": [{"key": "A-1"}]}, ("issues", 1), 57),
    "channel members": (
        {"ok": True, "members": [{"id": "U1"}], "response_metadata": {"next_cursor": "x"}},
        ("members", 1),
        None,
    ),
    "docs in a response": (
        {"responseHeader": {}, "response": {"numFound": 57, "start": 0, "docs": [{"id": 1}]}},
        ("response.docs", 1),
        57,
    ),
}


@pytest.mark.parametrize(("data", "members", "total"), REAL.values(), ids=REAL)
def test_bodies_as_apis_write_them_are_understood(data, members, total):
    document = document_of(data)
    assert (None if document.members is None else (document.members_key, len(document.members))) == members
    assert document.paging.total == total


KEYS = st.sampled_from(
    [
        *(
            "_links",
            "_embedded",
            "_site",
            "links",
            "link",
            "curies",
            "self",
            "next",
            "href",
            "rel",
            "templated",
            "name",
        ),
        *("items", "data", "page", "total", "method", "type", "title", "id", "a:b", "uriTemplate", "", "x"),
    ]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(
        [
            "/x",
            "?page=2",
            "https://api.test/x{?page}",
            "{rel}",
            "{",
            "//[",
            "a",
            "",
            "\x00",
            "\ud800",
            "POST",
            "https://u:p@x/",
        ]
    )
)
HOSTILE = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=25
)


def read_everything(document, depth=3):
    """Read all that a display or a navigator would."""
    for link in (*document.links.all, *document.links.elsewhere):
        assert all(
            isinstance(text, str) for text in (link.rel, link.href, link.title, link.type, link.method, repr(link))
        )
        assert link.templated or isinstance(link.url, str)
    assert isinstance(str(document.links), str)
    assert all(name in document.links for name in document.links)
    assert isinstance(document.url, str)
    assert all(document.links.documentation(rel) is None or True for rel in document.links)
    for part in document.embedded.values() if depth else ():
        for each in part if isinstance(part, tuple) else (part,):
            read_everything(each, depth - 1)
    for member in (document.members or ()) if depth else ():
        read_everything(member, depth - 1)
    assert isinstance(document.actions, tuple)
    assert document.paging is not None
    assert isinstance(document.formats, tuple)
    assert repr(document.copy_data()) == repr(document.data)


@given(HOSTILE)
def test_no_body_makes_reading_fail(data):
    read_everything(document_of(data))


@pytest.mark.parametrize("key", ["_links", "_embedded", "_site", "links", "link", "items", "page", "meta"])
@pytest.mark.parametrize(
    "value", [5, None, True, 1.5, "x", [], {}, [None], [[]], [{}], {"a": None}, {"": {}}, {"a": {"href": {}}}]
)
def test_a_wrong_type_at_any_place_breaks_nothing(key, value):
    read_everything(document_of({key: value}))
    read_everything(document_of([{key: value}]))
    read_everything(document_of({"part": {key: value}, "_links": {"self": {"href": "/"}}}))


def test_a_body_of_any_depth_is_read():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    document = document_of({"_links": {"self": {"href": "/"}}, "deep": deep})
    assert list(document.embedded) == []
    assert len(document.links) == 1


class Counting(TableReader):
    asked = 0

    def part(self, document, key):
        self.asked += 1
        return super().part(document, key)


def test_only_members_that_can_hold_links_are_searched_for_parts():
    data = {f"field{number}": number for number in range(1_000)}
    data["owner"] = {"_links": {"self": {"href": "/people/1"}}}
    reader = Counting(formats.FORMATS)
    assert reader.part_keys(document_of(data)) == ("owner",)
    assert reader.asked == 1
