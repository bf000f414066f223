"""The table by which the console reads searches, against the client's table and the vendor's text."""

from __future__ import annotations

import json

import pytest

from hypernav.apis.insightvm.sandbox.data.searchable_fields import (
    DISCOVERY_FIELDS,
    FIELDS,
    OPERANDS,
    OPPOSITES,
    OTHER_SPELLINGS,
    canonical,
)
from hypernav.apis.insightvm.search import fields as client
from tests.apis.insightvm.search.test_fields import table


def test_console_and_client_know_the_same_fields():
    for own, theirs in ((FIELDS, client.SEARCH_FIELDS), *pairs()):
        assert {name: said(field) for name, field in own.items()} == {
            name: (field.kind, field.operators, tuple((each.value, each.name) for each in field.values))
            for name, field in theirs.items()
        }


def pairs():
    assert set(DISCOVERY_FIELDS) == set(client.DISCOVERY_FIELDS)
    return [(DISCOVERY_FIELDS[kind], fields) for kind, fields in client.DISCOVERY_FIELDS.items()]


def said(field):
    return field.kind, field.operators, field.values


def test_console_and_client_know_the_same_operators():
    assert dict(OPPOSITES) == dict(client.NEGATIONS)
    assert dict(OTHER_SPELLINGS) == dict(client.OPERATOR_ALIASES)
    takes = {"several": "values", "one": "value"}
    kinds = {"days": "days", "string": "text"}
    assert dict(OPERANDS) == {
        name: kinds.get(operator.kind or "") or takes.get(operator.takes, operator.takes)
        for name, operator in client.OPERATORS.items()
    }


@pytest.mark.specs
def test_fields_and_operators_are_those_of_the_vendor(specs):
    path = specs / "insightvm" / "console-swagger.json"
    text = json.loads(path.read_text(encoding="utf-8"))["info"]["description"]
    assert {name: set(field.operators) for name, field in FIELDS.items()} == {
        name: set(operators) for name, operators in table(text, "##### Fields\n").items()
    }


@pytest.mark.parametrize("given", [" is-not", "is-not "])
def test_blanks_around_an_operator_do_not_matter(given):
    assert canonical(given) == "is-not"


@pytest.mark.parametrize(
    ("field", "given", "value"),
    [
        ("containers", "present", 0),
        ("containers", "1", 1),
        ("cvss-v3-attack-vector", "network", "N"),
        ("cvss-v3-attack-vector", "p", "P"),
        ("vAsset-power-state", "POWEREDON", "poweredOn"),
        ("pci-compliance", "maybe", None),
    ],
)
def test_an_enumerated_value_may_be_given_by_value_or_name(field, given, value):
    assert FIELDS[field].value(given) == value
