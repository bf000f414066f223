"""Negations: each operator's opposite, and what is refused because it has none."""

from __future__ import annotations

import pytest

from hypernav.apis.insightvm import criteria, discovery
from hypernav.errors import NotExpressible
from hypernav.search import where
from hypernav.search.expression import Term
from tests.apis.insightvm.sandbox.records import matches
from tests.apis.insightvm.sandbox.test_criteria import numbered
from tests.apis.insightvm.search.cases import PAIRS, expression_of

WITHOUT = {
    *("are", "starts-with", "ends-with", "is-greater-than", "is-less-than", "is-between", "is-on-or-before"),
    *("is-on-or-after", "is-earlier-than", "is-within-the-last"),
}
ONE_SIDED = {("alternate-address-type", "in"), ("pci-compliance", "is")} | {
    (field, "in-range") for field in ("open-ports", "risk-score", "vulnerability-cvss-score")
}
OPPOSED = [pair for pair in PAIRS if pair[1] not in WITHOUT and pair not in ONE_SIDED]


@pytest.mark.parametrize(("field", "operator"), OPPOSED)
def test_a_negation_finds_exactly_the_others(reader, records, field, operator):
    term, condition = expression_of(field, operator, records)
    others = [number for number, record in records.items() if not matches(record, numbered(condition))]
    answer = reader.post("/api/3/assets/search?size=100&view=summary", criteria(~term))
    assert answer.ids == others[:100]
    assert answer.json["page"]["totalResources"] == len(others)


@pytest.mark.parametrize(("field", "operator"), [pair for pair in PAIRS if pair not in OPPOSED])
def test_a_negation_without_exact_opposite_is_refused(records, field, operator):
    term, _ = expression_of(field, operator, records)
    with pytest.raises(NotExpressible, match="has no exact opposite of") as raised:
        criteria(~term)
    assert raised.value.part == ~term


@pytest.mark.parametrize(
    ("term", "nearest"),
    [
        (where("risk-score") > 5, "where('risk-score').is_less_than(5)"),
        (where("risk-score") < 5, "where('risk-score').is_greater_than(5)"),
        (
            where("risk-score").in_range(1, 5),
            "where('risk-score').is_less_than(1) | where('risk-score').is_greater_than(5)",
        ),
        (where("open-ports").in_range(1, 5), ""),
        (where("containers").are(0), "where('containers').are('not present')"),
        (where("pci-compliance").is_("pass"), "where('pci-compliance').is_('fail')"),
        (where("alternate-address-type").in_("IPv4"), "where('alternate-address-type').in_('IPv6')"),
        (where("alternate-address-type").in_("IPv4", "IPv6"), ""),
        (where("host-name").starts_with("a"), "where('host-name').does_not_contain('a')"),
        (where("host-name").ends_with("a"), "where('host-name').does_not_contain('a')"),
        (where("last-scan-date").is_within_the_last(7), "where('last-scan-date').is_earlier_than(7)"),
        (where("last-scan-date").is_earlier_than(7), "where('last-scan-date').is_within_the_last(7)"),
        (where("last-scan-date") >= "2025-10-01", "where('last-scan-date').is_on_or_before('2025-09-30')"),
        (where("last-scan-date") <= "2025-10-31", "where('last-scan-date').is_on_or_after('2025-11-01')"),
        (where("last-scan-date") >= "0001-01-01", ""),
        (
            where("last-scan-date").is_between("2025-10-01", "2025-10-31"),
            repr(
                where("last-scan-date").is_on_or_before("2025-09-30")
                | where("last-scan-date").is_on_or_after("2025-11-01")
            ),
        ),
    ],
)
def test_the_nearest_to_an_opposite_is_told(term, nearest):
    with pytest.raises(NotExpressible) as raised:
        criteria(~term)
    assert raised.value.details.get("nearest", "") == nearest


def test_a_field_of_a_connection_may_lack_what_the_same_operator_has_elsewhere():
    term = Term("search-domain", "is_", ("example.com",))
    with pytest.raises(NotExpressible, match=r"InsightVM's sonar discovery has no exact opposite of \.is_\(\)"):
        discovery("sonar").criteria(~term)


def test_a_negated_group_is_the_other_group_of_negations():
    ports, name = where("open-ports").is_(22), where("host-name").contains("lab")
    assert criteria(~(ports & ~name)) == criteria(~ports | name)
    assert criteria(~(ports | name)) == criteria(~ports & ~name)
