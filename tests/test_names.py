import keyword
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.names import enumerated, identifiers, is_probe, suggest, to_identifier
from tests.hostile_names import PROBES, hostile_names

HOSTILE = hostile_names()


def is_usable(identifier):
    return (
        identifier.isidentifier()
        and not keyword.iskeyword(identifier)
        and not identifier.startswith("_")
        and unicodedata.normalize("NFKC", identifier) == identifier
    )


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("self", "self"),
        ("flagStatuses", "flagStatuses"),
        ("Web Applications", "web_applications"),
        ("CVSS v2 Calculator", "cvss_v2_calculator"),
        ("Software", "software"),
        ("HostName", "host_name"),
        ("APIKeys", "api_keys"),
        ("URLs", "urls"),
        ("order-items", "order_items"),
        ("service-desc", "service_desc"),
        ("import", "import_"),
        ("class", "class_"),
        ("None", "none"),
        ("_site", "site"),
        ("__class__", "class__"),
        ("acme:widgets", "widgets"),
        ("https://example.test/rels/order-items", "order_items"),
        ("https://example.test/rels#order", "order"),
        ("https://example.test/rels/import/", "import_"),
        ("http://www.opengis.net/def/rel/ogc/1.0/items", "items"),
        ("urn:acme:rel:widgets", "widgets"),
        ("a$b", "a_b"),
        ("größe", "größe"),
        ("項目", "項目"),
        ("ﬁle", "file"),
        ("so\u00adft", "soft"),
        ("a\u200fb", "ab"),
    ],
)
def test_a_relation_has_the_identifier_that_people_would_type(name, identifier):
    assert to_identifier(name) == identifier


@pytest.mark.parametrize(
    "name", ["", " ", "_", "___", "2024", "1st", "🙂", "-", "\u200b", "\u0301", "x" * 101, "x" * 10_000, "../.."]
)
def test_a_name_that_nobody_could_type_has_no_identifier(name):
    assert to_identifier(name) == ""


def test_there_are_at_least_400_hostile_names():
    assert len(HOSTILE) >= 400


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name)[:40])
def test_a_hostile_name_gets_a_usable_identifier_or_none(name):
    identifier = to_identifier(name)
    assert identifier == "" or is_usable(identifier)


def test_identifiers_of_hostile_names_are_distinct_valid_and_lead_back_to_a_given_name():
    found = identifiers(HOSTILE)
    assert all(is_usable(identifier) for identifier in found)
    assert set(found.values()) <= set(HOSTILE)
    assert len(set(found.values())) == len(found)


def test_no_identifier_is_a_reserved_one():
    reserved = {name for kind in (object, dict, type) for name in dir(kind)} | {"find", "links"}
    assert not identifiers(HOSTILE, reserved).keys() & reserved


@given(st.text(max_size=40))
def test_any_text_gets_a_usable_identifier_or_none(name):
    identifier = to_identifier(name)
    assert identifier == "" or is_usable(identifier)


@given(st.text(max_size=40))
def test_an_identifier_is_the_identifier_of_itself(name):
    identifier = to_identifier(name)
    if not keyword.iskeyword(identifier.removesuffix("_")):
        assert to_identifier(identifier) == identifier


@given(st.lists(st.text(max_size=8), max_size=12))
def test_the_same_names_give_the_same_identifiers(names):
    assert identifiers(names) == identifiers(list(names))


def test_a_name_spelled_exactly_so_wins_its_identifier_wherever_it_stands():
    assert identifiers(["Sites", "sites"]) == {"sites": "sites"}
    assert identifiers(["sites", "Sites"]) == {"sites": "sites"}


def test_the_first_of_two_other_names_wins_their_identifier():
    assert identifiers(["User Groups", "user-groups"]) == {"user_groups": "User Groups"}


def test_the_composed_twin_of_a_name_does_not_take_its_place():
    assert identifiers(["ﬁle", "file"]) == {"file": "file"}


def test_a_reserved_name_gets_no_identifier():
    assert identifiers(["find", "Find", "next"], reserved={"find"}) == {"next": "next"}


@pytest.mark.parametrize(
    ("name", "candidates", "expected"),
    [
        ("enviroments", ["self", "environments", "flags"], ["environments"]),
        ("webapplications", ["Web Applications", "Users"], ["Web Applications"]),
        ("web_applications", ["Web Applications", "Users"], ["Web Applications"]),
        ("Flags", ["flags"], ["flags"]),
        ("zzz", ["self", "flags"], []),
        ("status", ["flag-statuses", "self"], ["flag-statuses"]),
    ],
)
def test_a_mistyped_name_suggests_the_nearest_one(name, candidates, expected):
    assert suggest(name, candidates) == expected


def test_at_most_three_names_are_suggested():
    assert len(suggest("item", [f"item{number}" for number in range(50)])) == 3


def test_suggestions_among_hostile_names_are_given_names():
    assert set(suggest("x" * 10_000, HOSTILE)) <= set(HOSTILE)


@pytest.mark.parametrize("name", PROBES)
def test_a_probe_of_a_tool_is_known_as_one(name):
    assert is_probe(name)


@pytest.mark.parametrize("name", ["self", "environments", "web_applications", "import_", "items", "find"])
def test_a_relation_is_no_probe(name):
    assert not is_probe(name)


def test_an_enumeration_is_bounded_and_says_by_how_much():
    assert enumerated(["a" * 100, "", "b\x1b"]) == f"{'a' * 60}, '', 'b\\x1b'"
    assert enumerated(f"r{n}" for n in range(1_012)).endswith("r11 and 1,000 more")
    assert enumerated([]) == ""
