"""What the body of an answer holds, by its media type."""

from __future__ import annotations

from typing import Any

from hypernav.errors import UnreadableResponse
from hypernav.http import Response

READABLE_TYPES = ("application/json", "text/json")


def content_of(response: Response) -> Any:
    """Return the decoded body: JSON where it says or looks so, otherwise text, bytes or None."""
    if not response.body:
        return None
    media_type = response.media_type
    if media_type in READABLE_TYPES or media_type.endswith("+json"):
        return response.json()
    if media_type in ("", "text/plain", "application/octet-stream") and response.body.lstrip()[:1] in (b"{", b"["):
        try:
            return response.json()
        except UnreadableResponse:
            return response.text() if media_type == "text/plain" else response.body
    if media_type.startswith("text/") or media_type.endswith(("xml", "yaml", "javascript", "ndjson", "jsonlines")):
        return response.text()
    return response.body
