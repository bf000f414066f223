"""Mistakes that people make when they search API Gateway."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypernav.apis.google_api_gateway.search import APIS, CONFIGS, GATEWAYS, LOCATIONS, OPERATIONS, ListDialect
from hypernav.search import Expression, Ordering, Plan, Query, where
from tests.search.mistakes.mistake import Mistake


def ask(dialect: ListDialect, *conditions: Expression) -> Plan:
    return dialect.compile(Query(conditions=conditions))


def sort(dialect: ListDialect, ordering: str) -> Plan:
    return dialect.compile(Query(sort=(Ordering.read(ordering),)))


NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
EVE = datetime(2026, 1, 1, tzinfo=UTC)
MISTAKES = [
    Mistake("a field in snake case", lambda: ask(APIS, where("display_name") == "x"), "'displayName'"),
    Mistake("a field misspelled", lambda: ask(APIS, where("diplayName") == "x"), "'displayName'"),
    Mistake("a field of the past", lambda: ask(APIS, where("createdTime") > NOON), "'createTime'"),
    Mistake("the plural of a field", lambda: ask(GATEWAYS, where("states") == "ACTIVE"), "'state'"),
    Mistake("a label in the singular", lambda: ask(GATEWAYS, where("label").has("env")), "'labels'"),
    Mistake("a host name otherwise", lambda: ask(GATEWAYS, where("default_host_name") == "x"), "'defaultHostname'"),
    Mistake("a field of an operation's metadata", lambda: ask(OPERATIONS, where("target") == "x"), "'metadata.target'"),
    Mistake("a time without metadata", lambda: ask(OPERATIONS, where("endTime") > NOON), "'metadata.endTime'"),
    Mistake("a service account", lambda: ask(CONFIGS, where("serviceAccount") == "x"), "'gatewayServiceAccount'"),
    Mistake("an id of a location", lambda: ask(LOCATIONS, where("location_id") == "x"), "'locationId'"),
    Mistake("a state misspelled", lambda: ask(APIS, where("state") == "ACTIV"), "'ACTIVE'"),
    Mistake("a state as people say it", lambda: ask(APIS, where("state") == "DELETED"), "'DELETING'"),
    Mistake("one of several states", lambda: ask(APIS, where("state").in_("ACTIVE", "FAILD")), "'FAILED'"),
    Mistake("a streaming mode", lambda: ask(GATEWAYS, where("streamingMode") == "enable"), "'enabled'"),
    Mistake(
        "a list of states",
        lambda: ask(APIS, where("state") == ["ACTIVE", "FAILED"]),
        "where('state').in_('ACTIVE', 'FAILED')",
    ),
    Mistake("contains on a text", lambda: ask(APIS, where("displayName").contains("pay")), ".starts_with"),
    Mistake("an operator misspelled", lambda: ask(APIS, where("displayName").start_with("pay")), ".starts_with"),
    Mistake("like", lambda: ask(APIS, where("displayName").like("pay%")), ".equals"),
    Mistake("equality of all labels", lambda: ask(APIS, where("labels") == "env"), ".has"),
    Mistake(
        "a time as a date", lambda: ask(APIS, where("createTime") > date(2026, 1, 31)), "'2026-01-31T00:00:00+00:00'"
    ),
    Mistake(
        "a time without a zone",
        lambda: ask(APIS, where("createTime") > "2026-01-31T12:00:00"),
        "'2026-01-31T12:00:00+00:00'",
    ),
    Mistake(
        "a time in epoch seconds", lambda: ask(APIS, where("createTime") > 1_769_860_800), "'2026-01-31T12:00:00+00:00'"
    ),
    Mistake(
        "a reversed range",
        lambda: ask(APIS, where("createTime").between(NOON, EVE)),
        f"where('createTime').is_between({EVE!r}, {NOON!r})",
    ),
    Mistake(
        "a range without an end",
        lambda: ask(APIS, where("createTime").between(EVE, None)),
        f"where('createTime').is_at_least({EVE!r})",
    ),
    Mistake(
        "a range of one bound",
        lambda: ask(APIS, where("createTime").between("2026-01-01T00:00:00Z")),
        "where('createTime').is_between('2026-01-01T00:00:00Z', …)",
    ),
    Mistake("done as a text", lambda: ask(OPERATIONS, where("done") == "true"), "True"),
    Mistake("a gRPC code as a text", lambda: ask(OPERATIONS, where("error.code") == "5"), "5"),
    Mistake("exists with a value", lambda: ask(OPERATIONS, where("error").exists(False)), "~where('error').exists()"),
    Mistake(
        "a wildcard written out",
        lambda: ask(APIS, where("displayName") == "pay*"),
        "where('displayName').starts_with('pay')",
    ),
    Mistake("a number for a name", lambda: ask(APIS, where("displayName") == 4711), "'4711'"),
    Mistake("a sort field misspelled", lambda: sort(APIS, "-createdTime"), ".sort('-createTime')"),
    Mistake("a sort field in snake case", lambda: sort(GATEWAYS, "update_time"), ".sort('updateTime')"),
    Mistake("a member misspelled", lambda: APIS.compile(Query(fields=("labls",))), "'labels'"),
    Mistake("an empty page", lambda: APIS.compile(Query(page_size=0)), ".page_size(1)"),
]
