"""Hostile texts in criteria: each comes back from the console's own reader as it was, in one filter and no more."""

from __future__ import annotations

import json

import pytest

from hypernav.apis.insightvm import criteria, discovery, from_criteria
from hypernav.apis.insightvm.sandbox.criteria.criteria import read_criteria
from hypernav.apis.insightvm.sandbox.data.searchable_fields import DISCOVERY_FIELDS
from hypernav.apis.insightvm.search import ASSETS
from hypernav.apis.insightvm.search.fields import ASSET_VOCABULARY, DISCOVERY_VOCABULARIES
from hypernav.names import to_identifier
from hypernav.search import Query, where
from hypernav.search.expression import Term
from tests.search.hostile import LITERALS

VOCABULARIES = {"": ASSET_VOCABULARY, **DISCOVERY_VOCABULARIES}
FAMILIES = [
    (connection, field.name, operator.name)
    for connection, vocabulary in VOCABULARIES.items()
    for operator in vocabulary.operators.values()
    for field in [takes_text for takes_text in vocabulary.fields.values() if operator.name in takes_text.operators]
    if (operator.kind or field.kind) == "string" and operator.takes != "nothing"
]


@pytest.mark.parametrize(("connection", "field", "operator"), FAMILIES)
def test_hostile_texts_come_through_as_they_are(connection, field, operator):
    fields = {"fields": DISCOVERY_FIELDS[connection]} if connection else {}
    for text in LITERALS:
        document = criteria(Term(field, to_identifier(operator), (text,)), connection)
        sent = json.loads(json.dumps(document, ensure_ascii=False).encode())
        [found] = read_criteria(sent, **fields).filters
        assert (found.field.name, found.operator, found.operands) == (field, operator, (text,))
        assert from_criteria(sent) == Term(field, to_identifier(operator), (text,))


def test_every_way_of_taking_text_is_among_them():
    assert {operator for _, _, operator in FAMILIES} == {
        *("is", "is-not", "contains", "does-not-contain", "starts-with", "ends-with", "is-like", "not-like"),
        *("in", "not-in", "includes", "does-not-include"),
    }


def test_hostile_texts_side_by_side_stay_apart():
    term = discovery("aws").criteria(Term("region", "in_", LITERALS))
    [found] = read_criteria(json.loads(json.dumps(term)), DISCOVERY_FIELDS["aws"]).filters
    assert found.operands == LITERALS


@pytest.mark.parametrize("text", LITERALS[::12], ids=lambda text: ascii(text)[:40])
def test_hostile_texts_find_over_http_what_plain_python_finds(reader, records, text):
    for operator, test in {"contains": str.__contains__, "starts_with": str.startswith, "is_": str.__eq__}.items():
        call = ASSETS.compile(Query(conditions=(Term("host-name", operator, (text,)),))).calls[0]
        answer = reader.post(f"/api/3/assets{call.path}?size=1&view=summary", call.body)
        names = (record["host-name"] for record in records.values())
        expected = sum(any(test(name.casefold(), text.casefold()) for name in each) for each in names)
        assert (answer.status, answer.json["page"]["totalResources"]) == (200, expected)


def test_a_text_that_looks_like_criteria_adds_no_filter():
    text = '"}, {"field": "risk-score", "operator": "is-greater-than", "value": "0'
    body = json.loads(json.dumps(criteria(where("host-name").contains(text))))
    assert body["filters"] == [{"field": "host-name", "operator": "contains", "value": text}]
