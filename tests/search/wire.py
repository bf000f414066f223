"""What a server receives of a call: its parameters written into a URL as the product does, and read from there."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from hypernav.search import Dialect, Query
from hypernav.search.requests import request_at


def received(dialect: Dialect, query: Query) -> list[tuple[str, str]]:
    """Return the query parameters of the one call of a query, as a server reads them."""
    (call,) = dialect.compile(query).calls
    request = request_at("https://api.test/list", call)
    assert (request.method, request.body) == ("GET", None)
    return parse_qsl(urlsplit(request.url).query, keep_blank_values=True, strict_parsing=bool(call.parameters))
