"""How the tests ask the simulated LaunchDarkly: what a dialect compiles, sent as it stands, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote

from hypernav.search import Call, Dialect, Query
from tests.apis.launchdarkly.client import Client


def only_call(dialect: Dialect, *conditions: Any, **query: Any) -> Call:
    """Return the one request that a query becomes."""
    (call,) = dialect.compile(Query(conditions=conditions, **query)).calls
    return call


def parameters(dialect: Dialect, *conditions: Any, **query: Any) -> dict[str, str]:
    """Return the parameters of a query, of which none may be repeated."""
    pairs = only_call(dialect, *conditions, **query).parameters
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def through_a_url(text: str) -> str:
    """Return a text as a server reads it after it was encoded for a URL."""
    ((_, read),) = parse_qsl(f"filter={quote(text, safe='')}", keep_blank_values=True, strict_parsing=True)
    return read


def found(client: Client, dialect: Dialect, path: str, *conditions: Any, **query: Any) -> list[Any]:
    """Return all members that a search finds, in their order."""
    return list(_members(client, only_call(dialect, *conditions, **query), path))


def _members(client: Client, call: Call, path: str) -> Iterator[Any]:
    text = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in call.parameters)
    path, body = f"{path}?{text}" if text else path, call.body
    while path:
        answer = client.send(call.method, path, body)
        assert answer.status == 200, answer.json
        yield from answer.json["items"]
        path = answer.json["_links"].get("next", {}).get("href", "").removeprefix("/api/v2")
        # A search in a body goes on by the link alone: query and body together are an error.
        body = {} if isinstance(body, dict) else body
