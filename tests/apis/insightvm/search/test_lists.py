"""Lists that take a few filters, or none: parameters that the console understands, and refusals instead of silence."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode

import pytest

import hypernav as hn
from hypernav.apis.insightvm.search import ASSETS, lists
from hypernav.apis.insightvm.search.lists import ListDialect, WholeListDialect
from hypernav.apis.insightvm.search.places import SEARCHES
from hypernav.apis.insightvm.search.properties import ASSET
from hypernav.errors import NotExpressible, UnknownField, UnknownOperator, WrongValue
from hypernav.search import Ordering, Query, where
from hypernav.search.expression import Term
from tests.apis.insightvm.search.test_places import dialect_of
from tests.apis.insightvm.test_profile import SAMPLES
from tests.search.hostile import LITERALS

LISTS = {name: value for name, value in vars(lists).items() if isinstance(value, ListDialect)}


def parameters(dialect, *conditions, **query):
    return dict(dialect.compile(Query(conditions=conditions, **query)).calls[0].parameters)


@pytest.mark.parametrize(
    ("dialect", "condition", "expected"),
    [
        (lists.ASSET_GROUPS, where("name").contains("Linux"), {"name": "Linux"}),
        (lists.ASSET_GROUPS, where("type") == "Dynamic", {"type": "dynamic"}),
        (lists.TAGS, where("name").contains("a&b=c"), {"name": "a&b=c"}),
        (lists.TAGS, where("type").is_("owner"), {"type": "owner"}),
        (lists.SCANS, where("active").is_(True), {"active": "true"}),
        (lists.SITE_SCANS, where("active").is_(False), {"active": "false"}),
        (lists.CHECKS, where("search").contains("ssh") & where("safe").is_(False), {"search": "ssh", "safe": "false"}),
        (lists.CHECKS, where("potential").is_(True), {"potential": "true"}),
        (lists.CHECKS, where("requiresCredentials").is_(True), {"requiresCredentials": "true"}),
        (lists.POLICIES, where("filter").contains("CIS"), {"filter": "CIS"}),
        (lists.POLICY_ASSETS, where("applicableOnly").is_(True), {"applicableOnly": "true"}),
    ],
)  # fmt: skip
def test_a_condition_becomes_the_parameter(dialect, condition, expected):
    assert parameters(dialect, condition) == expected


def test_words_to_look_for_go_where_the_list_takes_words():
    assert parameters(lists.CHECKS, where("safe").is_(True), text="ssh") == {"safe": "true", "search": "ssh"}
    with pytest.raises(NotExpressible, match=r"InsightVM's list of tags has nothing like \.text\(\)"):
        parameters(lists.TAGS, text="ssh")


def test_pages_orderings_and_further_parameters_go_along():
    query = Query(
        conditions=(where("type") == "static",),
        sort=(Ordering("riskScore", descending=True), Ordering("name")),
        page_size=50,
        parameters={"view": "summary"},
    )
    [call] = lists.ASSET_GROUPS.compile(query).calls
    assert (call.method, call.path, call.body) == ("GET", "", None)
    assert call.parameters == (
        *(("type", "static"), ("size", "50")),
        *(("sort", "riskScore,DESC"), ("sort", "name,ASC"), ("view", "summary")),
    )


PAGED = [path for path in SEARCHES if "polic" not in path and "discovery" not in path and "search" not in path]
"""Paths of lists that the sandbox has."""
SAMPLE = {**SAMPLES, "engine": "7"}
"""This engine has sites of all kinds."""


@pytest.mark.parametrize("path", PAGED)
def test_the_sandbox_sorts_by_every_property(reader, path):
    dialect = dialect_of(path)
    for name in ASSET if dialect is ASSETS else dialect.sortable:
        order = parameters(dialect, sort=(Ordering(name, descending=True),))["sort"]
        answer = reader.get(f"{path.format(**SAMPLE)}?size=1&sort={quote(order)}")
        assert answer.status == 200, answer.json


@pytest.mark.parametrize(
    ("dialect", "path", "condition"),
    [
        (lists.ASSET_GROUPS, "/api/3/asset_groups", where("name").contains("LINUX")),
        (lists.ASSET_GROUPS, "/api/3/asset_groups", where("type") == "static"),
        (lists.TAGS, "/api/3/tags", where("type") == "owner"),
        (lists.TAGS, "/api/3/tags", where("name").contains("team")),
        (lists.CHECKS, "/api/3/vulnerability_checks", where("safe").is_(False)),
        (lists.CHECKS, "/api/3/vulnerability_checks", where("unique").is_(False)),
        (lists.CHECKS, "/api/3/vulnerability_checks", where("potential").is_(True)),
        (lists.CHECKS, "/api/3/vulnerability_checks", where("search").contains("ssh")),
        (lists.SCANS, "/api/3/scans", where("active").is_(True)),
    ],
)
def test_the_sandbox_filters_by_what_is_sent(reader, dialect, path, condition):
    everything = reader.everything(f"{path}?size=500")
    sent = urlencode(dialect.compile(Query(conditions=(condition,), page_size=500)).calls[0].parameters)
    found = reader.everything(f"{path}?{sent}")
    assert 0 < len(found) < len(everything)
    name, value = condition.field, condition.values[0]
    if name in found[0] and name != "name":
        assert {each[name] for each in found} == {value}
    if name == "name":
        assert all(value.lower() in each["name"].lower() for each in found)


# Refusals


@pytest.mark.parametrize("name", ["potential", "requiresCredentials"])
def test_what_only_leaves_out_where_it_is_true_is_not_sent_as_false(name):
    with pytest.raises(
        NotExpressible, match=f"has no word for the opposite: {name}=false leaves nothing out"
    ) as raised:
        parameters(lists.CHECKS, where(name).is_(False))
    assert raised.value.details["nearest"] == f"where({name!r}).is_(True)"


def test_a_list_without_filters_says_so_instead_of_giving_everything():
    ivm = hn.connect("insightvm", sandbox=True)
    with pytest.raises(NotExpressible, match=r"(?s)InsightVM's list of sites takes no filters.*\.find\(…\)"):
        ivm.sites.where(name="Boston")
    with pytest.raises(NotExpressible, match=r"(?s)takes no filters.*where\('name'\).*locally=True"):
        ivm.sites.where("name")
    assert [site["name"] for site in ivm.sites.where(hn.where("id").is_(6), locally=True)] == ["Boston VMware Estate"]


def test_the_assets_of_a_site_are_searched_among_all():
    with pytest.raises(NotExpressible) as raised:
        parameters(lists.SITE_ASSETS, where("risk-score") > 5)
    assert raised.value.details["nearest"] == 'the search of all assets, with where("site-id").in_(…)'


def test_a_filter_that_there_is_not_is_refused():
    with pytest.raises(UnknownField, match="InsightVM's list of tags has no field 'nme'") as raised:
        parameters(lists.TAGS, where("nme").contains("x"))
    assert raised.value.details["nearest"] == "'name'"


def test_part_of_a_name_is_not_the_name():
    with pytest.raises(UnknownOperator) as raised:
        parameters(lists.TAGS, where("name") == "x")
    assert raised.value.details["nearest"] == ".contains"


def test_an_empty_text_would_leave_nothing_out():
    with pytest.raises(WrongValue, match="'name' was given an empty text, which leaves nothing out"):
        parameters(lists.TAGS, where("name").contains(""))


def test_a_filter_is_taken_once():
    once = where("name").contains("a")
    with pytest.raises(NotExpressible, match="InsightVM's list of tags takes 'name' once"):
        parameters(lists.TAGS, once & where("name").contains("b"))
    with pytest.raises(NotExpressible, match="takes 'search' once"):
        parameters(lists.CHECKS, where("search").contains("a"), text="b")


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        (where("name").contains("a") | where("type").is_("owner"), "has no OR"),
        (~where("type").is_("owner"), "has no NOT"),
    ],
)
def test_there_is_neither_or_nor_not(expression, what):
    with pytest.raises(NotExpressible, match=what):
        parameters(lists.TAGS, expression)


@pytest.mark.parametrize(
    ("query", "what"),
    [
        (Query(page_size=10), "This place comes whole, not in pages"),
        (Query(sort=(Ordering("id"),)), "This place comes in an order of its own"),
        (Query(conditions=(where("id").is_(1),)), "This place takes no filters"),
        (Query(text="x"), "This place has nothing like"),
    ],
)
def test_a_list_that_comes_whole_is_asked_nothing(query, what):
    with pytest.raises(NotExpressible, match=what):
        lists.WHOLE.compile(query)


def test_a_list_that_comes_whole_takes_further_parameters():
    assert parameters(lists.WHOLE, parameters={"rollup": False}) == {"rollup": "false"}
    assert isinstance(lists.WHOLE, WholeListDialect)


# Hostile texts


FAMILIES = [
    (dialect, field)
    for dialect in LISTS.values()
    for field in dialect.vocabulary.fields.values()
    if field.kind == "string"
]


@pytest.mark.parametrize(("dialect", "field"), FAMILIES, ids=lambda value: getattr(value, "name", ""))
def test_hostile_texts_come_through_as_they_are(dialect, field):
    refused = []
    for text in LITERALS:
        try:
            [call] = dialect.compile(Query(conditions=(Term(field.name, field.operators[0], (text,)),))).calls
        except WrongValue:
            refused.append(text)
            continue
        assert parse_qsl(urlencode(call.parameters), keep_blank_values=True) == [(field.name, text)]
    assert refused == [""]
