"""Criteria of discovery connections, held against what a site takes."""

from __future__ import annotations

import pytest

from hypernav.apis.insightvm import criteria, discovery
from hypernav.apis.insightvm.sandbox.criteria.criteria import read_criteria
from hypernav.apis.insightvm.sandbox.data.searchable_fields import DISCOVERY_FIELDS
from hypernav.apis.insightvm.search.discovery import DISCOVERY
from hypernav.errors import NotExpressible, UnknownField, WrongValue
from hypernav.search import Query, where
from tests.apis.insightvm.search.cases import DISCOVERED, term_of

SITES = {"vsphere": 6, "aws": 33, "activesync-office365": 39}


def test_there_is_a_dialect_for_each_type_of_connection():
    assert sorted(DISCOVERY) == [
        *("activesync-ldap", "activesync-office365", "activesync-powershell", "aws", "dhcp", "sonar", "vsphere")
    ]


@pytest.mark.parametrize(("connection", "field", "operator"), DISCOVERED)
def test_each_operator_of_each_field_is_taken(connection, field, operator):
    dialect = discovery(connection)
    document = dialect.criteria(term_of(dialect.vocabulary, field, operator))
    [read] = read_criteria(document, DISCOVERY_FIELDS[connection]).filters
    assert (document["connectionType"], read.field.name, read.operator) == (connection, field, operator)


@pytest.mark.parametrize(("connection", "site"), SITES.items())
def test_a_site_stores_what_was_compiled(writer, connection, site):
    vocabulary = discovery(connection).vocabulary
    terms = tuple(
        term_of(vocabulary, each.name, name) for each in vocabulary.fields.values() for name in each.operators
    )
    [call] = discovery(connection).compile(Query(conditions=terms, match="any")).calls
    path = f"/api/3/sites/{site}/discovery_search_criteria"
    assert writer.send(call.method, path + call.path, call.body).status == 200
    assert writer.get(path).json == call.body


def test_the_document_names_the_connection():
    assert criteria(where("power-state").in_("poweredOff"), "vsphere") == {
        "connectionType": "vsphere",
        "match": "all",
        "filters": [{"field": "power-state", "operator": "in", "values": ["poweredOff"]}],
    }


def test_a_field_of_assets_is_none_of_a_connection():
    with pytest.raises(UnknownField, match=r"InsightVM's dhcp discovery has no field 'risk-score'\."):
        discovery("dhcp").criteria(where("risk-score") > 1)


def test_only_conditions_can_be_stored():
    condition = where("region").in_("us-east-1")
    with pytest.raises(NotExpressible, match=r"InsightVM's aws discovery has nothing like \.page_size\(\)"):
        discovery("aws").compile(Query(conditions=(condition,), page_size=10))
    with pytest.raises(NotExpressible, match=r"InsightVM's aws discovery needs at least one condition\."):
        discovery("aws").compile(Query())


@pytest.mark.parametrize(("given", "nearest"), [("vSphere", "'vsphere'"), ("activesync", "'activesync-ldap'")])
def test_another_connection_is_refused_with_the_nearest(given, nearest):
    with pytest.raises(WrongValue, match="is no type of discovery connection") as raised:
        discovery(given)
    assert raised.value.details["nearest"].split("  ")[0] == nearest
