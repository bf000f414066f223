"""Searches of API Gateway: compiled to what AIP-160 and AIP-132 show, and what they cannot say refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from hypernav.apis.google_api_gateway.sandbox.selections import parse_fields
from hypernav.apis.google_api_gateway.search import APIS, CONFIGS, GATEWAYS, LOCATIONS, OPERATIONS, ListDialect
from hypernav.apis.google_api_gateway.search.filters import quoted
from hypernav.errors import NotExpressible, UnknownField, WrongValue
from hypernav.search import Ordering, Query, where
from tests.search.wire import received

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
A = where("displayName") == "a"
B = where("displayName") == "b"
C = where("displayName") == "c"
DIALECTS = {"apis": APIS, "configs": CONFIGS, "gateways": GATEWAYS, "operations": OPERATIONS, "locations": LOCATIONS}


def said(dialect: ListDialect, *conditions, **more):
    return dict(received(dialect, Query(conditions=conditions, **more)))


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (where("displayName") == "Payments", 'displayName = "Payments"'),
        (where("displayName") != "Payments", 'displayName != "Payments"'),
        (where("displayName") < "b", 'displayName < "b"'),
        (where("displayName") <= "b", 'displayName <= "b"'),
        (where("displayName") > "b", 'displayName > "b"'),
        (where("displayName") >= "b", 'displayName >= "b"'),
        (where("displayName").starts_with("pay"), 'displayName = "pay*"'),
        (where("displayName").ends_with(".foo"), 'displayName = "*.foo"'),
        (where("displayName").exists(), "displayName:*"),
        (~where("displayName").exists(), "NOT displayName:*"),
        (where("state") == "ACTIVE", "state = ACTIVE"),
        (where("state") == "active", "state = ACTIVE"),
        (where("state") != "FAILED", "state != FAILED"),
        (where("state").in_("ACTIVE", "FAILED"), "(state = ACTIVE OR state = FAILED)"),
        (where("state").in_(["ACTIVE"]), "state = ACTIVE"),
        (where("createTime") >= NOON, 'createTime >= "2026-01-31T12:00:00Z"'),
        (where("createTime") < "2012-04-21T11:30:00-04:00", 'createTime < "2012-04-21T11:30:00-04:00"'),
        (
            where("createTime").between(NOON, NOON + timedelta(days=1)),
            '(createTime >= "2026-01-31T12:00:00Z" AND createTime <= "2026-02-01T12:00:00Z")',
        ),
        (where("labels").has("env"), 'labels:"env"'),
        (where("labels.env").has("prod"), 'labels.env:"prod"'),
        (where("labels.env") == "prod", 'labels.env = "prod"'),
        (where("labels.env").exists(), "labels.env:*"),
        (where("labels.cost-center") == "4711", 'labels."cost-center" = "4711"'),
        (where("labels.cloud.googleapis.com/region") == "x", 'labels."cloud.googleapis.com/region" = "x"'),
        (where("labels.OR") == "x", 'labels."OR" = "x"'),
    ],
    ids=repr,
)
def test_a_comparison_is_a_restriction(condition, text):
    assert said(APIS, condition) == {"filter": text}


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (where("done") == True, "done = true"),  # noqa: E712  # a comparison of the search
        (where("error").exists(), "error:*"),
        (where("error.code") == 5, "error.code = 5"),
        (where("error.code").in_(5, 7), "(error.code = 5 OR error.code = 7)"),
        (where("metadata.verb") == "create", 'metadata.verb = "create"'),
        (where("metadata.requestedCancellation") != False, "metadata.requestedCancellation != false"),  # noqa: E712
        (where("metadata.endTime") > NOON, 'metadata.endTime > "2026-01-31T12:00:00Z"'),
    ],
    ids=repr,
)
def test_operations_have_typed_fields(condition, text):
    assert said(OPERATIONS, condition) == {"filter": text}


def test_the_streaming_mode_of_a_gateway_is_named_shortly():
    assert said(GATEWAYS, where("streamingMode") == "enabled") == {"filter": "streamingMode = STREAMING_MODE_ENABLED"}


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (A & B, 'displayName = "a" AND displayName = "b"'),
        (A | B, 'displayName = "a" OR displayName = "b"'),
        ((A & B) | C, '(displayName = "a" AND displayName = "b") OR displayName = "c"'),
        (A & (B | C), 'displayName = "a" AND (displayName = "b" OR displayName = "c")'),
        (~A, 'NOT displayName = "a"'),
        (~(A | B), 'NOT (displayName = "a" OR displayName = "b")'),
        (~~A, 'displayName = "a"'),
        (A & ~B, 'displayName = "a" AND NOT displayName = "b"'),
    ],
    ids=repr,
)
def test_every_group_has_its_parentheses_because_or_binds_tighter_than_and(condition, text):
    assert said(APIS, condition) == {"filter": text}


def test_conditions_hold_all_or_any():
    assert said(APIS, A, B) == {"filter": 'displayName = "a" AND displayName = "b"'}
    assert said(APIS, A, B, match="any") == {"filter": 'displayName = "a" OR displayName = "b"'}


def test_words_are_looked_for_anywhere():
    assert said(APIS, text="Victor  Hugo") == {"filter": '"Victor" AND "Hugo"'}


def test_words_come_besides_conditions():
    assert said(APIS, A | B, text="x") == {"filter": '(displayName = "a" OR displayName = "b") AND "x"'}


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("  ", ["Google API Gateway's API list is searched for words, and '  ' has none.", "  where      .text('  ')"]),
        (
            "pay*",
            [
                "Google API Gateway's API list is searched for words, and 'pay*' holds *.",
                "  where      .text('pay*')",
                "  nearest    .text('pay')",
            ],
        ),
    ],
)
def test_words_that_are_none_are_refused(words, lines):
    with pytest.raises(WrongValue) as caught:
        said(APIS, text=words)
    assert str(caught.value).splitlines() == lines


@pytest.mark.parametrize("dialect", [APIS, CONFIGS, GATEWAYS])
def test_a_list_is_sorted_by_fields(dialect):
    sort = (Ordering("createTime", descending=True), Ordering("name"))
    assert said(dialect, sort=sort) == {"orderBy": "createTime desc,name"}


def test_a_list_is_not_sorted_by_what_it_does_not_know():
    with pytest.raises(UnknownField) as caught:
        said(APIS, sort=(Ordering("createdTime", descending=True),))
    assert caught.value.details["nearest"].split("  ")[0] == ".sort('-createTime')"


@pytest.mark.parametrize("dialect", [OPERATIONS, LOCATIONS])
def test_a_list_without_an_order_cannot_be_sorted(dialect):
    with pytest.raises(NotExpressible) as caught:
        said(dialect, sort=(Ordering("name"),))
    assert caught.value.what.endswith("has nothing like .sort().")


def test_a_page_size_is_sent():
    assert said(APIS, page_size=50) == {"pageSize": "50"}


@pytest.mark.parametrize("size", [0, 2**31])
def test_a_page_size_that_is_no_int32_is_refused(size):
    with pytest.raises(WrongValue, match="has 1 to 2,147,483,647 items"):
        said(APIS, page_size=size)


def test_a_limit_is_not_sent():
    assert said(APIS, limit=5) == {}


@pytest.mark.parametrize(
    ("dialect", "fields", "text"),
    [
        (APIS, ("name", "state"), "apis(name,state),nextPageToken,unreachableLocations"),
        (CONFIGS, ("openapiDocuments",), "apiConfigs(openapiDocuments),nextPageToken,unreachableLocations"),
        (GATEWAYS, ("labels.env",), "gateways(labels/env),nextPageToken,unreachableLocations"),
        (OPERATIONS, ("metadata.target", "done"), "operations(metadata/target,done),nextPageToken,unreachable"),
        (LOCATIONS, ("locationId",), "locations(locationId),nextPageToken"),
    ],
)
def test_a_partial_response_keeps_what_tells_that_it_is_not_all(dialect, fields, text):
    assert said(dialect, fields=fields) == {"fields": text}
    assert parse_fields(text)[dialect.items] != {}


@pytest.mark.parametrize("field", ["stat", "nothing.at.all", "labels.", 5, ("name",)])
def test_an_unknown_member_cannot_be_chosen(field):
    with pytest.raises(UnknownField, match="The items of Google API Gateway's API list have no member"):
        said(APIS, fields=(field,))


def test_the_refusal_of_a_member_names_the_nearest():
    with pytest.raises(UnknownField) as caught:
        said(APIS, fields=("display_name",))
    assert str(caught.value) == (
        "The items of Google API Gateway's API list have no member 'display_name'.\n"
        "  where      .fields('display_name')\n"
        "  nearest    'displayName'\n"
        "  members    name, displayName, labels, createTime, updateTime, state, managedService"
    )


@pytest.mark.parametrize("key", ["a/b", "a,b", "a)", "cloud.googleapis.com/region"])
def test_a_key_that_a_selection_cannot_quote_is_refused(key):
    with pytest.raises(NotExpressible) as caught:
        said(APIS, fields=(f"labels.{key}",))
    assert caught.value.what == "Google API Gateway's API list cannot choose one key of that spelling."
    assert caught.value.details["nearest"] == ".fields('labels')"


def test_nothing_comes_along_with_an_item():
    with pytest.raises(NotExpressible) as caught:
        said(APIS, expand=("configs",))
    assert caught.value.details["nearest"] == ".sort(), .page_size(), .fields(), .text(), further parameters"


def test_further_parameters_are_sent_as_they_are():
    assert said(OPERATIONS, parameters={"returnPartialSuccess": True}) == {"returnPartialSuccess": "true"}


def test_a_filter_is_not_given_twice():
    with pytest.raises(WrongValue, match="'filter' is given twice"):
        said(APIS, A, parameters={"filter": "x"})


# What stands for any characters


@pytest.mark.parametrize(
    ("condition", "nearest"),
    [
        (where("displayName") == "pay*", "where('displayName').starts_with('pay')"),
        (where("displayName") == "*ments", "where('displayName').ends_with('ments')"),
        (where("displayName").in_("a", "b*"), "where('displayName').starts_with('b')"),
        (where("displayName").starts_with("pay*"), "where('displayName').starts_with('pay')"),
        (where("labels.env").has("*"), "where('labels.env').exists()"),
        (where("labels").has("*"), None),
        (where("displayName") == "a*b", None),
    ],
    ids=repr,
)
def test_a_star_in_a_text_is_refused_because_it_means_something(condition, nearest):
    with pytest.raises(NotExpressible) as caught:
        said(APIS, condition)
    assert caught.value.details.get("nearest") == nearest


def test_the_refusal_of_a_star_names_the_way_out():
    with pytest.raises(NotExpressible) as caught:
        said(APIS, where("displayName") == "a*b")
    assert str(caught.value) == (
        "* stands for any characters in 'displayName', and has no escape.\n"
        "  where      (where('displayName') == 'a*b')\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )


def test_a_star_is_a_star_where_texts_are_ordered():
    assert said(APIS, where("displayName") > "*") == {"filter": 'displayName > "*"'}


# Values


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\\b", '"a\\\\b"'),
        ('"', '"\\""'),
        ("'", '"\'"'),
        ("a\r\n\tb", '"a\\r\\n\\tb"'),
        ("\x00\x1b\x7f\u2028", '"\\u0000\\u001b\\u007f\\u2028"'),
        ("é😀", '"é😀"'),
    ],
)
def test_a_string_is_escaped_as_in_the_common_expression_language(text, written):
    assert quoted(text) == written


# The tables


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_every_field_has_operators_of_the_table_and_a_title(dialect):
    fields = dialect.vocabulary.fields.values()
    assert [each.name for each in fields if not each.operators or not each.title] == []
    assert {name for each in fields for name in each.operators} <= set(dialect.vocabulary.operators)
    assert [each.name for each in fields if (each.kind == "enumeration") != bool(each.values)] == []


SCHEMAS = {"apis": "Api", "configs": "ApiConfig", "gateways": "Gateway", "operations": "Operation"}


@pytest.mark.parametrize("version", ["v1", "v1beta"])
@pytest.mark.parametrize("name", SCHEMAS)
def test_members_and_enumerations_are_those_of_the_discovery_document(specs, version, name):
    document = json.loads((specs / "google-apigateway" / f"apigateway.{version}.json").read_text(encoding="utf-8"))
    dialect = DIALECTS[name]
    properties = document["schemas"][f"Apigateway{SCHEMAS[name]}"]["properties"]
    if version == "v1":
        assert set(dialect.members) == set(properties)
    metadata = document["schemas"]["ApigatewayOperationMetadata"]["properties"]
    for field in dialect.vocabulary.fields.values():
        head, _, rest = field.name.partition(".")
        described = metadata.get(rest) if head == "metadata" else properties.get(head)
        assert described is not None or version == "v1beta", field.name
        if described and field.kind == "enumeration":
            assert [each.value for each in field.values] == described["enum"]
        assert (field.kind == "datetime") == ((described or {}).get("format") == "google-datetime") or not described


@pytest.mark.parametrize("name", DIALECTS)
def test_parameters_are_those_of_the_discovery_document(specs, name):
    document = json.loads((specs / "google-apigateway" / "apigateway.v1.json").read_text(encoding="utf-8"))
    locations = document["resources"]["projects"]["resources"]["locations"]
    resource = locations if name == "locations" else locations["resources"].get(name)
    if name == "configs":
        resource = locations["resources"]["apis"]["resources"]["configs"]
    described = resource["methods"]["list"]
    assert {"filter", "pageSize"} <= set(described["parameters"])
    assert ("orderBy" in described["parameters"]) == bool(DIALECTS[name].sorts)
    assert "fields" in document["parameters"]
    answer = set(document["schemas"][described["response"]["$ref"]]["properties"])
    assert answer == {DIALECTS[name].items, *DIALECTS[name].besides}
