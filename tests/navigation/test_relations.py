"""Relations of a document: links, embedded parts, and what a profile declares."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav import formats
from hypernav.documents.document import Document
from hypernav.errors import AmbiguousRelation, RelationNotFound
from hypernav.navigation.relations import Relations, Target, ambiguous
from hypernav.navigation.sources import DerivedRelations
from hypernav.profile import Place, Profile

ACME = Profile(
    name="acme",
    title="Acme",
    places=(
        Place("/shops/{shop}", derived={"orders": "/orders/{shop}", "owner": "/people/{ownerId}", "self": "/wrong"}),
        Place("/shops/{shop}/orders", member="/shops/{shop}/orders/{member}"),
        Place("/finder", derived={"by_key": "/things/{kind}/{key}"}),
    ),
)


def document(data: Any, url: str = "https://acme.test/shops/7") -> Document:
    return formats.read(url, 200, {}, data)


def relations(data: Any, profile: Profile | None = None, reserved: frozenset[str] = frozenset()) -> Relations:
    sources = (DerivedRelations(profile),) if profile else ()
    return Relations(document(data), sources, reserved, "GET /shops/7")


def target(of: Relations, relation: str, *, exact: bool = False, **properties: Any) -> Target:
    return of.target(relation, exact=exact, properties=properties)


LINKED = {
    "name": "Shop",
    "_links": {
        "self": {"href": "/shops/7"},
        "Web Applications": {"href": "/web"},
        "import": {"href": "/import"},
        "find": {"href": "/find"},
        "save": [{"href": "/save", "method": "POST"}, {"href": "/saved"}],
        "create": {"href": "/create", "method": "POST"},
    },
    "_embedded": {"owner": {"name": "Ada"}, "self": {"name": "other"}},
}


@pytest.mark.parametrize(
    "name, exact, rel",
    [
        ("web_applications", False, "Web Applications"),
        ("Web Applications", True, "Web Applications"),
        ("web_applications", True, "Web Applications"),
        ("import_", False, "import"),
        ("import", True, "import"),
        ("find", True, "find"),
        ("owner", False, "owner"),
    ],
)
def test_a_relation_is_known_by_its_name_and_by_its_identifier(name: str, exact: bool, rel: str):
    assert target(relations(LINKED, reserved=frozenset({"find"})), name, exact=exact).rel == rel


def test_an_exact_name_wins_over_an_identifier_of_the_same_spelling():
    both = relations({"_links": {"User Groups": {"href": "/1"}, "user_groups": {"href": "/2"}}})
    assert [link.href for link in target(both, "user_groups").links] == ["/2"]
    assert [link.href for link in target(both, "User Groups", exact=True).links] == ["/1"]


def test_links_that_read_are_preferred_to_links_that_write():
    assert [link.href for link in target(relations(LINKED), "save").links] == ["/saved"]
    assert [link.method for link in target(relations(LINKED), "create").links] == ["POST"]
    assert [link.href for link in target(relations(LINKED), "save", method="POST").links] == ["/save"]


def test_a_link_and_an_embedded_part_of_one_name_are_one_relation():
    found = target(relations(LINKED), "self")
    assert [link.href for link in found.links] == ["/shops/7"]
    assert isinstance(found.embedded, Document)


def test_a_missing_relation_tells_the_nearest_and_all_others():
    with pytest.raises(RelationNotFound) as caught:
        relations(LINKED).target("web_aplications", exact=False, properties={}, hop="nav.web_aplications")
    assert str(caught.value).splitlines() == [
        "GET /shops/7 has no relation 'web_aplications'.",
        "  path       nav.web_aplications",
        "  nearest    .web_applications",
        "  relations  .self  .web_applications  .import_  .find  .save  .create  .owner",
    ]


def test_a_missing_relation_that_is_a_field_says_how_to_read_it():
    with pytest.raises(RelationNotFound) as caught:
        target(relations({"name": "Shop"}), "name")
    assert str(caught.value).splitlines() == [
        "GET /shops/7 has no relation 'name'.",
        "  relations  none",
        "  to read it ['name']   is a field of the data",
    ]


def test_no_link_with_a_property_lists_the_candidates():
    with pytest.raises(RelationNotFound) as caught:
        target(
            relations({"_links": {"help": [{"href": "/a", "name": "a"}, {"href": "/b", "name": "b"}]}}),
            "help",
            name="c",
        )
    assert str(caught.value).splitlines()[0] == "No link 'help' has name='c'."
    assert "/a" in str(caught.value)


def test_rows_tell_what_to_type_for_each_relation():
    rows = relations(LINKED, reserved=frozenset({"find"})).rows()
    assert {row.name: row.expression for row in rows} == {
        "self": ".self",
        "Web Applications": ".web_applications",
        "import": ".import_",
        "find": ".follow('find')",
        "save": ".save",
        "create": ".create",
        "owner": ".owner",
    }
    assert {row.evidence for row in rows} == {"in-band"}


# Derived relations


def test_a_profile_implies_relations_by_the_path_and_by_fields():
    found = relations({"ownerId": 3, "name": "Shop"}, ACME)
    orders, owner = target(found, "orders").links[0], target(found, "owner").links[0]
    assert (orders.url, orders.evidence, orders.source) == ("https://acme.test/orders/7", "derived", "acme")
    assert owner.url == "https://acme.test/people/3"


def test_an_in_band_relation_wins_over_a_derived_one_and_both_stay_visible():
    found = relations(LINKED, ACME)
    assert [link.evidence for link in found.links["self"]] == ["in-band"]
    assert [link.href for link in found.links.shadowed] == ["/wrong"]


def test_derived_rows_say_so():
    rows = {row.name: row.evidence for row in relations(LINKED, ACME).rows()}
    assert (rows["self"], rows["orders"]) == ("in-band", "derived")


# Ambiguity


def test_ambiguity_lists_each_candidate_with_what_tells_it_apart():
    links = document(
        {"links": [{"rel": "x", "href": "/1", "id": 1, "type": "text/html"}, {"rel": "x", "href": "/2", "id": 2}]}
    ).links["x"]
    error = ambiguous("GET /", Target("x", links))
    assert isinstance(error, AmbiguousRelation)
    assert str(error).splitlines() == [
        "GET / has 2 links of relation 'x'.",
        "  candidates [0] /1  type='text/html'  id=1  (link array)",
        "             [1] /2  id=2  (link array)",
        "  to choose  .follow('x', id=…)   or   .follow('x')[0]",
    ]


def test_many_candidates_are_counted_not_listed():
    links = document({"links": [{"rel": "x", "href": f"/{number}"} for number in range(25)]}).links["x"]
    lines = str(ambiguous("GET /", Target("x", links))).splitlines()
    assert lines[-2:] == ["             … 5 more", "  to choose  .follow('x', href=…)   or   .follow('x')[0]"]
    assert len(lines) == 23


def missing(of: Relations, name: str) -> RelationNotFound:
    with pytest.raises(RelationNotFound) as caught:
        target(of, name)
    return caught.value


def test_a_field_that_holds_a_url_says_how_to_go_there():
    found = relations({"repos_url": "https://acme.test/repos{?page}", "path": "/x?access_token=abc", "name": "a/b"})
    hints = {name: missing(found, name).details.get("to go there") for name in ("repos_url", "path", "name")}
    assert hints == {
        "repos_url": "nav.go('https://acme.test/repos{?page}')",
        "path": "nav.go('/x?access_token=[hidden]')",
        "name": None,
    }


def test_a_message_lists_no_more_relations_than_can_be_read():
    found = relations({"_links": {f"rel{number}": {"href": f"/{number}"} for number in range(1_000)}})
    assert missing(found, "missing").details["relations"].endswith(".rel59  … 940 more · .links shows all")
