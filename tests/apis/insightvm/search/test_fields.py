"""The table of search fields against the tables of the vendor's text."""

from __future__ import annotations

import json
import re

import pytest

from hypernav.apis.insightvm.search.fields import (
    DISCOVERY_FIELDS,
    NEGATIONS,
    OPERATOR_ALIASES,
    OPERATORS,
    SEARCH_FIELDS,
    enumerated_value,
    members_of,
    operator_name,
)

TITLES = {"aws": "AWS", "dhcp": "DHCP", "sonar": "Sonar", "vsphere": "vSphere", "activesync-ldap": "ActiveSync"}


@pytest.fixture(scope="module")
def text(specs):
    path = specs / "insightvm" / "console-swagger.json"
    return json.loads(path.read_text(encoding="utf-8"))["info"]["description"]


def table(text: str, heading: str) -> dict[str, tuple[str, ...]]:
    """Return the rows of the table below a heading: first cell to the code words of the second."""
    below = text[text.index(heading) :].splitlines()
    start = next(number for number, line in enumerate(below) if line.startswith("| ---"))
    rows = {}
    for line in below[start + 1 :]:
        if not line.startswith("|"):
            break
        first, second, *_ = line.strip("|").split("|")
        rows[first.strip(" `")] = tuple(word.strip() for word in re.findall(r"`([^`]*)`", second))
    return rows


@pytest.mark.specs
def test_fields_and_operators_are_those_of_the_vendor(text):
    expected = table(text, "##### Fields\n")
    assert {name: set(field.operators) for name, field in SEARCH_FIELDS.items()} == {
        name: set(operators) for name, operators in expected.items()
    }


@pytest.mark.specs
@pytest.mark.parametrize(("connection", "title"), TITLES.items())
def test_fields_of_discovery_are_those_of_the_vendor(text, connection, title):
    expected = table(text, f"##### Fields ({title})")
    assert {name: set(field.operators) for name, field in DISCOVERY_FIELDS[connection].items()} == {
        name: set(operators) for name, operators in expected.items()
    }


@pytest.mark.specs
def test_enumerated_numbers_and_letters_are_those_of_the_vendor(text):
    below = text[text.index("##### Enumerated Properties\n") : text.index("##### Operator Properties")]
    for line in below.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("| `") or len(cells) < 2:
            continue
        field = SEARCH_FIELDS[cells[0].strip("`")]
        numbers = {int(number) for number in re.findall(r"(\d)=", cells[1])}
        letters = set(re.findall(r"<code>(\w)</code>", cells[1]))
        words = set(re.findall(r"`(\w+)`", cells[1]))
        assert {entry.value for entry in field.values} == numbers | letters | words, field.name


def test_every_operator_of_every_field_is_described():
    for field in (
        *SEARCH_FIELDS.values(),
        *(field for fields in DISCOVERY_FIELDS.values() for field in fields.values()),
    ):
        assert set(field.operators) <= set(OPERATORS)


def test_every_operator_is_used_by_a_field():
    used = {operator for field in SEARCH_FIELDS.values() for operator in field.operators}
    assert used == set(OPERATORS)


def test_aliases_are_no_canonical_names():
    assert not set(OPERATOR_ALIASES) & set(OPERATORS)
    assert set(OPERATOR_ALIASES.values()) <= set(OPERATORS)


def test_a_negation_takes_what_its_positive_takes():
    for negative, positive in NEGATIONS.items():
        assert members_of(OPERATORS[negative]) == members_of(OPERATORS[positive])


@pytest.mark.parametrize("given", [" is-not", "is-not", "is-not "])
def test_blanks_around_an_operator_do_not_matter(given):
    assert operator_name(given) == "is-not"


@pytest.mark.parametrize(
    ("field", "given", "value"),
    [
        ("containers", "present", 0),
        ("containers", "1", 1),
        ("containers", 0, 0),
        ("cvss-v3-attack-vector", "network", "N"),
        ("cvss-v3-attack-vector", "p", "P"),
        ("vAsset-power-state", "POWEREDON", "poweredOn"),
        ("pci-compliance", "maybe", None),
    ],
)
def test_an_enumerated_value_may_be_given_by_value_number_or_name(field, given, value):
    assert enumerated_value(SEARCH_FIELDS[field], given) == value


def test_no_enumeration_has_a_name_twice_and_only_low_and_local_share_a_letter():
    for field in SEARCH_FIELDS.values():
        names = [entry.name for entry in field.values]
        shared = {entry.name for entry in field.values if [each.value for each in field.values].count(entry.value) > 1}
        assert len(names) == len(set(names))
        assert shared in (set(), {"Low", "Local"})
