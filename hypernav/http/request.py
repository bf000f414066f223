"""One request before it is known what it carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Request(NamedTuple):
    """Hold a request before it is known what it carries, such as credentials.

    >>> Request("GET", "https://acme.test/x", {}, None, "").to("https://acme.test/y", asked_by="a redirect").url
    'https://acme.test/y'
    """

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None
    asked_by: str

    def to(self, url: str, *, asked_by: str) -> Request:
        """Return the same request to another URL."""
        return Request(self.method, url, self.headers, self.body, asked_by)
