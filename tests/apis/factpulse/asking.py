"""What a server receives of a search of FactPulse."""

from __future__ import annotations

import json
from typing import Any

from hypernav.search import Call, Dialect, Query
from hypernav.search.requests import request_at


def call(dialect: Dialect, *conditions: Any, **more: Any) -> Call:
    (only,) = dialect.compile(Query(conditions=conditions, **more)).calls
    return only


def body(dialect: Dialect, *conditions: Any, **more: Any) -> Any:
    """Return the body as a server reads it."""
    request = request_at("https://factpulse.test/place", call(dialect, *conditions, **more))
    assert (request.method, request.url) == ("POST", "https://factpulse.test/place/search")
    assert request.content is not None
    return json.loads(request.content)
