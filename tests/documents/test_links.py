import copy
import pickle

import pytest

from hypernav.documents.links import MAX_LINKS, Link, Links
from hypernav.errors import AmbiguousRelation, RelationNotFound
from tests.formats.reading import BASE, document_of
from tests.hostile_names import hostile_names

HOSTILE = hostile_names()


@pytest.fixture
def links():
    return Links(
        [
            Link("self", "/a", BASE),
            Link("Web Applications", "/w", BASE),
            Link("item", "/1", BASE, {"title": "One", "id": 1}),
            Link("item", "/2", BASE, {"title": "Two", "id": 2}),
            Link("", "/x", BASE),
        ]
    )


def test_a_relation_holds_all_of_its_links(links):
    assert [link.href for link in links["item"]] == ["/1", "/2"]
    assert [link.href for link in links.all] == ["/a", "/w", "/1", "/2", "/x"]
    assert list(links) == ["self", "Web Applications", "item", ""]
    assert len(links) == 4


def test_a_relation_that_is_not_there_names_the_nearest(links):
    with pytest.raises(RelationNotFound, match=r"no relation 'web_application'\. Did you mean 'Web Applications'\?"):
        links["web_application"]
    assert links.get("nope") is None
    assert "nope" not in links


def test_the_message_lists_the_relations_there_are(links):
    with pytest.raises(RelationNotFound) as caught:
        links["nope"]
    assert caught.value.details["relations"] == "self, Web Applications, item, ''"


def test_a_missing_relation_is_both_a_key_and_an_attribute_error(links):
    with pytest.raises(KeyError):
        links["nope"]
    with pytest.raises(AttributeError):
        links["nope"]


@pytest.mark.parametrize("key", [5, None, ("a",), b"self"])
def test_what_is_no_text_is_no_relation(links, key):
    assert key not in links
    with pytest.raises(KeyError):
        links[key]


def test_the_only_link_of_a_relation_is_the_one(links):
    assert links.one("self").href == "/a"


@pytest.mark.parametrize(
    "properties", [{"title": "Two"}, {"id": 2}, {"id": "2"}, {"href": "/2"}, {"title": "Two", "id": 2}]
)
def test_properties_choose_among_several_links(links, properties):
    assert links.one("item", **properties).href == "/2"


def test_several_links_left_are_listed_with_a_way_to_choose(links):
    with pytest.raises(AmbiguousRelation, match="'item' has 2 links") as caught:
        links.one("item")
    assert "title='One'" in caught.value.details["next"]
    assert "/1" in caught.value.details["candidates"]
    assert "/2" in caught.value.details["candidates"]


def test_no_link_left_lists_what_there_was(links):
    with pytest.raises(RelationNotFound, match="No link 'item' has title='Three'") as caught:
        links.one("item", title="Three")
    assert "title='One'" in caught.value.details["candidates"]


def test_links_to_one_place_count_as_one():
    assert Links([Link("a", "/x", BASE), Link("a", "/x", BASE)]).one("a").href == "/x"


def test_links_of_two_methods_to_one_place_are_two():
    links = Links([Link("a", "/x", BASE), Link("a", "/x", BASE, {"method": "POST"})])
    with pytest.raises(AmbiguousRelation):
        links.one("a")
    assert links.one("a", method="POST").method == "POST"


def test_identifiers_lead_to_relations(links):
    assert links.names == {"self": "self", "web_applications": "Web Applications", "item": "item"}
    assert links.identifiers(reserved={"item"}) == {"self": "self", "web_applications": "Web Applications"}


def test_other_links_join_where_their_relation_is_free(links):
    merged = links.merged([Link("flags", "/f", BASE, evidence="derived")])
    assert merged["flags"][0].evidence == "derived"
    assert [link.href for link in merged["item"]] == ["/1", "/2"]
    assert "flags" not in links


@pytest.mark.parametrize("rel", ["self", "Web Applications", "web_applications", "web-applications"])
def test_an_in_band_relation_stands_before_a_derived_one_of_its_name(links, rel):
    derived = Link(rel, "/derived", BASE, evidence="derived")
    merged = links.merged([derived])
    assert merged.shadowed == (derived,)
    assert derived not in merged.all


def test_merging_again_keeps_what_was_shadowed(links):
    first, second = (Link("self", href, BASE, evidence="derived") for href in ("/1", "/2"))
    assert links.merged([first]).merged([second]).shadowed == (first, second)


def test_merging_keeps_curies_notes_and_links_of_others():
    curie = Link("curies", "https://docs.test/{rel}", BASE, {"name": "a"})
    other = Link("next", "/n", "https://other.test/")
    merged = Links([Link("a:b", "/b", BASE)], curies=[curie], elsewhere=[other], notes=["noted"]).merged([])
    assert (merged.curies, merged.elsewhere, merged.notes) == ((curie,), (other,), ("noted",))
    assert merged["b"][0].href == "/b"


def test_links_cannot_be_changed(links):
    with pytest.raises(TypeError):
        links["a"] = ()
    with pytest.raises(TypeError):
        del links["self"]
    with pytest.raises(AttributeError):
        links.names = {}


def test_links_show_their_relations(links):
    assert repr(links) == "<Links self, Web Applications, item, ''>"
    assert repr(Links()) == "<Links none>"
    assert repr(Links([Link(f"r{n}", "/") for n in range(30)])).endswith("r11 and 18 more>")


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_links_survive_copying_and_pickling(duplicate):
    links = document_of({"_links": {"self": {"href": "/a"}, "next": {"href": "?page=2"}}}).links
    assert dict(duplicate(links)) == dict(links)


def test_a_flood_of_links_is_cut_and_says_so():
    document = document_of({"links": [{"rel": "item", "href": f"/{n}"} for n in range(100_000)]})
    assert len(document.links["item"]) == MAX_LINKS
    assert document.links.notes == ("More than 10,000 links; the first 10,000 are kept.",)
    assert "9,950 more links" in str(document.links)


@pytest.mark.parametrize("shape", ["_links", "links object", "links array"])
def test_every_hostile_relation_is_reachable_by_brackets(shape):
    data = {
        "_links": {"_links": {name: {"href": f"/{n}"} for n, name in enumerate(HOSTILE)}},
        "links object": {"links": {name: {"href": f"/{n}"} for n, name in enumerate(HOSTILE)}},
        "links array": {"links": [{"rel": name, "href": f"/{n}"} for n, name in enumerate(HOSTILE)]},
    }[shape]
    document = document_of(data)
    assert list(document.links) == HOSTILE
    assert [document.links[name][0].href for name in HOSTILE] == [f"/{n}" for n in range(len(HOSTILE))]
    assert all(name in document.links for name in HOSTILE)
    assert type(document.links) is Links


def test_every_hostile_relation_of_a_member_is_reachable_before_and_after_all_are_built():
    record = {"_links": {name: {"href": f"/{n}"} for n, name in enumerate(HOSTILE)}}
    member = document_of([record]).members[0]
    before = [member.links[name] for name in HOSTILE]
    assert len(member.links) == len(HOSTILE)
    assert [member.links[name] for name in HOSTILE] == before


def test_no_hostile_relation_changes_what_links_can_do():
    document = document_of({"_links": {name: {"href": "/evil"} for name in HOSTILE}})
    assert document.links.get("nowhere") is None
    assert callable(document.links.keys)
    assert isinstance(str(document.links), str)
    assert isinstance(repr(document.links), str)
    assert document.links.one("get").href == "/evil"
