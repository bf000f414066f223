"""Criteria as the vendor documents them: types, enumerations, spellings, one match for all filters."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from decimal import Decimal
from ipaddress import IPv4Address, ip_network

import pytest

from hypernav.apis.insightvm import criteria, from_criteria
from hypernav.apis.insightvm.sandbox.criteria.criteria import read_criteria
from hypernav.apis.insightvm.search.fields import OPERATOR_ALIASES, OPERATORS, SEARCH_FIELDS
from hypernav.errors import NotExpressible, SearchError, UnknownOperator, WrongValue
from hypernav.search import where
from hypernav.search.expression import Every, Some, Term
from tests.apis.insightvm.search.cases import PAIRS, expression_of, sample

A, B, C = where("open-ports").is_(22), where("open-ports").is_(443), where("open-ports").is_(3389)


def only(expression):
    """Return the one filter that an expression becomes, without its field."""
    [written] = criteria(expression)["filters"]
    return {name: value for name, value in written.items() if name != "field"}


# The vendor's examples


def examples_of(specs):
    text = (specs / "insightvm" / "console-swagger.json").read_text(encoding="utf-8")
    for operations in json.loads(text)["paths"].values():
        for operation in operations.values():
            for example in operation.get("x-code-samples", []):
                if '"filters"' in example["source"] and '"operator"' in example["source"]:
                    given = json.loads(example["source"])
                    yield given.get("searchCriteria", given)


@pytest.mark.specs
def test_the_vendors_examples_come_back_as_they_are(specs):
    examples = list(examples_of(specs))
    assert len(examples) >= 9
    for example in examples:
        # One of the examples has the number of an enumeration as a number, the others as text.
        texts = [{**each, "value": "0"} if each.get("value") == 0 else each for each in example["filters"]]
        assert criteria(from_criteria(example)) == {"match": "all", "filters": texts}


def test_high_risk_windows_assets_running_ssh():
    expression = (
        (where("risk-score") > 5000)
        & where("operating-system").contains("windows")
        & where("service-name").contains("ssh")
    )
    assert criteria(expression) == {
        "match": "all",
        "filters": [
            {"field": "risk-score", "operator": "is-greater-than", "value": 5000},
            {"field": "operating-system", "operator": "contains", "value": "windows"},
            {"field": "service-name", "operator": "contains", "value": "ssh"},
        ],
    }


# Types


@pytest.mark.specs
@pytest.mark.parametrize(("field", "operator"), PAIRS)
def test_values_have_the_types_of_the_vendors_table(specs, records, field, operator):
    term, _ = expression_of(field, operator, records)
    written = only(term)
    for member, kind in documented(specs)[operator].items():
        # The bounds of addresses cannot be numbers, whatever the table says; days of two dates are texts.
        textual = SEARCH_FIELDS[field].kind == "address" or "yyyy-MM-dd" in kind
        named = SEARCH_FIELDS[field].kind == "enumeration" and kind == "numeric"
        assert is_of(written.pop({"Array": "values"}.get(kind.split("[")[0], member)), kind, textual or named), kind
    assert set(written) == {"operator"}


def documented(specs) -> dict[str, dict[str, str]]:
    """Return the vendor's table of operator properties; a few operators have no row and take what their kin take."""
    text = json.loads((specs / "insightvm" / "console-swagger.json").read_text(encoding="utf-8"))["info"]["description"]
    below = text[text.index("##### Operator Properties") :]
    rows = {}
    for line in below[: below.index("#### Discovery")].splitlines():
        cells = [re.sub(r"[`]|\s*\(days\)", "", cell).strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and not set(cells[0]) <= {"-"} and cells[0] != "Operator":
            taken = zip(("value", "lower", "upper"), cells[1:], strict=True)
            rows[cells[0]] = {name: cell for name, cell in taken if cell}
    rows = {OPERATOR_ALIASES.get(name, name): cells for name, cells in rows.items()}
    # The row of "less-than" has a string where that of its partner has a number.
    return {**rows, "is-less-than": rows["is-greater-than"], "does-not-include": rows["includes"]}


def is_of(value: object, kind: str, textual: bool) -> bool:
    if kind.startswith("Array"):
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if kind.startswith("string") or textual:
        return isinstance(value, str)
    return isinstance(value, int | float) and not isinstance(value, bool)


@pytest.mark.parametrize(
    ("expression", "members"),
    [
        (where("open-ports").is_(22), {"operator": "is", "value": "22"}),
        (where("open-ports").in_range(1, 1024), {"operator": "in-range", "lower": 1, "upper": 1024}),
        (where("risk-score") == 193.841, {"operator": "is", "value": "193.841"}),
        (where("risk-score") != 1e-05, {"operator": "is-not", "value": "0.00001"}),
        (where("risk-score") > Decimal("2.50"), {"operator": "is-greater-than", "value": 2.5}),
        (where("risk-score") < Decimal(20_000), {"operator": "is-less-than", "value": 20_000}),
        (where("site-id").in_(3, 17), {"operator": "in", "values": ["3", "17"]}),
        (where("site-id").in_([3, 17]), {"operator": "in", "values": ["3", "17"]}),
        (where("site-id").not_in({17, 3}), {"operator": "not-in", "values": ["17", "3"]}),
        (where("last-scan-date") >= date(2025, 10, 1), {"operator": "is-on-or-after", "value": "2025-10-01"}),
        (where("last-scan-date") <= "2025-10-01", {"operator": "is-on-or-before", "value": "2025-10-01"}),
        (where("last-scan-date").is_within_the_last(14), {"operator": "is-within-the-last", "value": 14}),
        (where("last-scan-date").is_earlier_than(timedelta(days=14)), {"operator": "is-earlier-than", "value": 14}),
        (where("ip-address") == IPv4Address("10.0.0.1"), {"operator": "is", "value": "10.0.0.1"}),
        (where("ip-address").is_like("10.0.*"), {"operator": "is-like", "value": "10.0.*"}),
        (where("criticality-tag") > "Medium", {"operator": "is-greater-than", "value": "Medium"}),
        (where("host-name").is_empty(), {"operator": "is-empty"}),
        (where("owner-tag").is_not_applied(), {"operator": "is-not-applied"}),
        (where("owner-tag").is_empty(), {"operator": "is-not-applied"}),
    ],
)
def test_a_value_is_sent_in_the_type_of_its_operator(expression, members):
    written = only(expression)
    assert written == members
    assert {name: type(value) for name, value in written.items()} == {k: type(v) for k, v in members.items()}


@pytest.mark.parametrize("given", [("10.0.0.0/8",), (ip_network("10.0.0.0/8"),), ("10.0.0.0", "10.255.255.255")])
def test_a_network_is_a_range_of_addresses(given):
    assert only(where("ip-address").in_range(*given)) == {
        "operator": "in-range",
        "lower": "10.0.0.0",
        "upper": "10.255.255.255",
    }


def test_a_number_that_json_readers_would_round_is_refused():
    with pytest.raises(WrongValue, match="takes a number of at most 17 digits") as raised:
        criteria(where("risk-score") > Decimal("1.00000000000000000001"))
    assert raised.value.details["nearest"] == "1.0"


def test_half_of_a_character_is_refused():
    with pytest.raises(WrongValue, match=r"(?s)half of a surrogate pair.*where.*\\ud83d") as raised:
        criteria(where("host-name").contains("a\ud83d"))
    assert raised.value.details["nearest"] == "'a'"


# Enumerations and spellings


@pytest.mark.parametrize(
    "field", [field for field in SEARCH_FIELDS.values() if field.values], ids=lambda field: field.name
)
def test_a_value_of_an_enumeration_may_be_named_or_numbered(field):
    operator = field.operators[0]
    member = "values" if operator in {"in", "not-in"} else "value"
    for entry in field.values:
        sent = {str(only(Term(field.name, operator, (given,)))[member]) for given in spelled(entry)}
        assert sent == {str([str(entry.value)]) if member == "values" else str(entry.value)}


def spelled(entry):
    return entry.value, str(entry.value), entry.name, entry.name.upper()


def test_both_names_of_the_letter_that_the_vendor_lists_twice_are_understood():
    for name in ("Low", "Local", "L"):
        assert only(where("cvss-v3-confidentiality-impact").is_(name))["value"] == "L"


SPELLINGS = {
    "ends-with": ("ends with", "ends_with", "endswith"),
    "is-like": ("like", "is_like", "ilike"),
    "not-like": ("not like", "is_not_like"),
    "does-not-contain": ("not-contains", "not_contains", "does not contain"),
    "is-greater-than": ("greater-than", "greater_than", "gt", ">"),
    "is-less-than": ("less-than", "lt", "is_before", "<"),
    "is": ("==", "equals", "eq"),
    "is-not": ("!=", "not_equals"),
    "in-range": ("between", "is_in_range"),
    "in": ("any_of", "one_of"),
    "includes": ("in_", "any_of"),
    "does-not-include": ("not_in",),
    "are": ("is_", "=="),
}
FIELDS = {
    "includes": "vulnerability-exposures",
    "does-not-include": "vulnerability-exposures",
    "are": "containers",
    "in": "host-type",
}


@pytest.mark.parametrize(("operator", "spelling"), [(name, each) for name in SPELLINGS for each in SPELLINGS[name]])
def test_every_spelling_is_understood_and_one_is_sent(operator, spelling):
    by_default = "risk-score" if operator in SEARCH_FIELDS["risk-score"].operators else "host-name"
    field = SEARCH_FIELDS[FIELDS.get(operator, by_default)]
    term = sample(field, OPERATORS[operator])
    assert only(Term(field.name, spelling, term.values))["operator"] == operator


def test_the_spellings_of_the_vendor_are_among_them():
    assert {(alias, name) for name, spellings in SPELLINGS.items() for alias in spellings} >= set(
        OPERATOR_ALIASES.items()
    )


def test_what_no_operator_means_exactly_is_refused_with_the_nearest():
    with pytest.raises(UnknownOperator, match="'risk-score' has no operator '>='") as raised:
        criteria(where("risk-score") >= 20_000)
    assert raised.value.details["nearest"].split("  ")[0] == ".is_greater_than"


# One match for all filters


@pytest.mark.parametrize(
    ("expression", "match", "count"),
    [
        (A, "all", 1),
        (A & B & C, "all", 3),
        (A | B | C, "any", 3),
        (A & (B & C), "all", 3),
        (Some((A,)) & B, "all", 2),
        (Every((Some((A,)),)), "all", 1),
        (A | Every((B,)), "any", 2),
        (~(A & B), "any", 2),
        (~(A | B) & C, "all", 3),
        (~~A, "all", 1),
    ],
)
def test_groups_of_one_kind_become_one_match(expression, match, count):
    document = criteria(expression)
    assert (document["match"], len(document["filters"])) == (match, count)
    assert read_criteria(document).match == match


@pytest.mark.parametrize(
    ("expression", "part", "mixed", "cases"),
    [
        (A & (B | C), B | C, "| inside &", [A & B, A & C]),
        (A | (B & C), B & C, "& inside |", [A, B & C]),
        (~(A & (B | C)), ~B & ~C, "& inside |", None),
        ((A | B) & (A | C), A | B, "| inside &", [A & A, A & C, B & A, B & C]),
        ((A | B) & (B | C) & (A | C), A | B, "| inside &", []),
    ],
)
def test_groups_of_both_kinds_are_refused_by_name(expression, part, mixed, cases):
    with pytest.raises(NotExpressible, match="has one match for all filters") as raised:
        criteria(expression)
    assert mixed in str(raised.value)
    if cases is None:
        assert raised.value.details["part"] == "where('open-ports').is_not(443) & where('open-ports').is_not(3389)"
    else:
        assert raised.value.part == part
        assert raised.value.details.get("nearest", "") == "  ".join(map(repr, cases))


def test_a_mistake_is_told_before_the_grouping():
    with pytest.raises(SearchError, match="no field 'prots'"):
        criteria(A & (B | where("prots").is_(1)))


@pytest.mark.parametrize("empty", [Every(()), Every((Some(()),))])
def test_an_expression_that_compares_nothing_is_refused(empty):
    with pytest.raises(SearchError, match=r"InsightVM's asset search needs at least one condition\."):
        criteria(empty)


@pytest.mark.parametrize("given", [None, {"match": "all"}, "host-name is x"])
def test_what_is_no_expression_is_refused(given):
    with pytest.raises(SearchError, match="is no expression of what is searched for"):
        criteria(given)
