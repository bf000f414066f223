"""Criteria read back: what was written, and what consoles have stored in spellings of their own."""

from __future__ import annotations

import pytest

import hypernav as hn
from hypernav.apis.insightvm import criteria, discovery, from_criteria
from hypernav.apis.insightvm.search.fields import ASSET_VOCABULARY, DISCOVERY_VOCABULARIES
from hypernav.errors import SearchError, UnknownField, UnknownOperator, WrongValue
from hypernav.search import where
from tests.apis.insightvm.search.cases import DISCOVERED, PAIRS, expression_of, term_of


def stored(field, operator, **members):
    return {"match": "all", "filters": [{"field": field, "operator": operator, **members}]}


@pytest.mark.parametrize(("field", "operator"), PAIRS)
def test_each_operator_of_each_field_comes_back_as_it_was_written(field, operator):
    term = term_of(ASSET_VOCABULARY, field, operator)
    assert from_criteria(criteria(term)) == term


@pytest.mark.parametrize(("connection", "field", "operator"), DISCOVERED)
def test_so_do_those_of_discovery(connection, field, operator):
    term = term_of(DISCOVERY_VOCABULARIES[connection], field, operator)
    assert from_criteria(discovery(connection).criteria(term)) == term


@pytest.mark.parametrize(("field", "operator"), PAIRS)
def test_what_was_read_means_the_same_criteria_again(records, field, operator):
    document = criteria(expression_of(field, operator, records)[0])
    assert criteria(from_criteria(document)) == document


@pytest.mark.parametrize(("match", "join"), [("all", "&"), ("any", "|"), ("Any", "|"), ("ALL", "&")])
def test_the_match_joins_the_filters(match, join):
    document = {
        "match": match,
        "filters": [
            {"field": "open-ports", "operator": "is", "value": "22"},
            {"field": "host-name", "operator": "is-empty"},
        ],
        "links": [],
    }
    assert repr(from_criteria(document)) == f"where('open-ports').is_(22) {join} where('host-name').is_empty()"


@pytest.mark.parametrize(
    ("document", "term"),
    [
        (stored("risk-score", "in-range", lower="193.841", upper="50"), where("risk-score").in_range(50, 193.841)),
        (stored("risk-score", "less-than", value="50"), where("risk-score").is_less_than(50)),
        (stored("host-name", "ends with", value="x"), where("host-name").ends_with("x")),
        (stored("host-name", "like", value="x*"), where("host-name").is_like("x*")),
        (stored("software", "not-contains", value="x"), where("software").does_not_contain("x")),
        (stored("host-name", " is-not ", value=42), where("host-name").is_not("42")),
        (stored("host-type", "in", value=["2", 3]), where("host-type").in_("Hypervisor", "Physical")),
        (stored("host-type", "in", value=2), where("host-type").in_("Hypervisor")),
        (stored("site-id", "in", values=["1"]), where("site-id").in_(1)),
        (stored("open-ports", "is", value=22.0), where("open-ports").is_(22)),
        (stored("open-ports", "is", values=[22]), where("open-ports").is_(22)),
        (stored("open-ports", "is", value=22, values=[22], lower=None, upper=""), where("open-ports").is_(22)),
        (stored("host-name", "is-empty", value="x"), where("host-name").is_empty()),
        (stored("containers", "are", value="not-present"), where("containers").are("not present")),
        (stored("containers", "are", value=0), where("containers").are("present")),
        (stored("cvss-access-vector", "is", value="n"), where("cvss-access-vector").is_("Network")),
        (stored("last-scan-date", "is-within-the-last", value="30"), where("last-scan-date").is_within_the_last(30)),
        (
            stored("last-scan-date", "is-between", lower="2025-02-01T00:00:00Z", upper="2025-01-01"),
            where("last-scan-date").is_between("2025-01-01", "2025-02-01"),
        ),
        (
            stored("ip-address", "in-range", lower="10.0.0.10", upper="10.0.0.9"),
            where("ip-address").in_range("10.0.0.9", "10.0.0.10"),
        ),
        (
            stored("ip-address", "in-range", lower="10.0.0.1", upper="::1"),
            where("ip-address").in_range("10.0.0.1", "::1"),
        ),
    ],
)
def test_other_spellings_are_understood(document, term):
    assert from_criteria(document) == term


@pytest.mark.parametrize(
    ("document", "term", "error"),
    [
        (stored("service-count", "is", value=0), where("service-count").is_(0), UnknownField),
        (stored("risk-score", "rhymes-with", value="x"), where("risk-score").rhymes_with("x"), UnknownOperator),
        (stored("host-name", "is-applied"), where("host-name").is_applied(), UnknownOperator),
        (stored("risk-score", "is", value="high"), where("risk-score").is_("high"), WrongValue),
        (stored("risk-score", "is", value="inf"), where("risk-score").is_("inf"), WrongValue),
        (stored("host-type", "in", values=["9"]), where("host-type").in_("9"), WrongValue),
        (stored("host-name", "is"), where("host-name").is_(), WrongValue),
        (stored("host-name", "is", value=True), where("host-name").is_(True), WrongValue),
    ],
)
def test_what_is_unknown_shows_and_is_refused_when_it_is_searched_for(document, term, error):
    assert from_criteria(document) == term
    with pytest.raises(error):
        criteria(from_criteria(document))


@pytest.mark.parametrize("document", [{"filters": []}, {"filters": [], "match": "all", "links": []}])
def test_criteria_without_filters_are_no_expression(document):
    assert from_criteria(document) is None


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (None, "holds no criteria: it has no list of filters"),
        ({}, "holds no criteria: it has no list of filters"),
        ({"filters": {}}, 'give {"match": "all", "filters": '),
        ({"searchCriteria": {"filters": []}}, r'from_criteria\(group\["searchCriteria"\]\)'),
        ({"filters": [], "match": "some"}, r"match all filters or any of them, not 'some'\."),
        ({"filters": ["x"]}, "Filter 1 of the criteria has no field and operator: 'x'"),
        ({"filters": [{"field": "a", "operator": 1}]}, "Filter 1 of the criteria has no field and operator"),
        (
            stored("risk-score", "is", value=1, lower=5),
            r"Filter 1 of .* has 'lower' too, which says more than \.is_\(\)",
        ),
        (stored("risk-score", "is", value=1, values=[2]), "has 'value' too"),
        (stored("risk-score", "in-range", lower=1, upper=2, value=3), "has 'value' too"),
        (stored("host-name", "is-empty", filters=[{"field": "a"}]), "has 'filters' too"),
    ],
)
def test_what_is_no_criteria_is_refused(document, message):
    with pytest.raises(SearchError, match=message):
        from_criteria(document)


def test_the_criteria_of_a_group_can_be_read_edited_and_stored():
    ivm = hn.connect("insightvm", sandbox=True)
    group = next(each for each in ivm.asset_groups if each["type"] == "dynamic")
    before = from_criteria(group["searchCriteria"])
    place = ivm.go(f"/api/3/asset_groups/{group['id']}/search_criteria")
    place.put(criteria(before & where("open-ports").is_(22)))
    assert from_criteria(place.refresh().data) == before & where("open-ports").is_(22)


def test_every_criteria_that_the_sandbox_has_comes_back_the_same():
    ivm = hn.connect("insightvm", sandbox=True)
    owners = [*ivm.asset_groups, *ivm.tags]
    documents = [each["searchCriteria"] for each in owners if "searchCriteria" in each.data]
    assert len(documents) > 5
    for document in documents:
        assert criteria(from_criteria(document))["match"] == document["match"]
        assert ivm.assets.where(from_criteria(document)).count() == search(ivm, document)


def search(ivm, document):
    return ivm.go("/api/3/assets/search").post(document).total
