"""What the body of an answer holds, by its media type."""

from __future__ import annotations

import codecs
from typing import Any

from hypernav.errors import UnreadableResponse
from hypernav.http import Response

READABLE_TYPES = ("application/json", "text/json")
_TEXTS = ("xml", "yaml", "javascript", "ndjson", "jsonlines")
_OTHERS = ("xml", "yaml", "ndjson", "jsonlines", "jsonl", "json-seq", "csv")
"""Ends of media types whose texts may look like JSON and mean something else."""


def content_of(response: Response) -> Any:
    """Return the decoded body: JSON where it says or looks so, otherwise text or bytes; None of white space alone."""
    body, media_type = response.body, response.media_type
    if _is_blank(body):
        return None
    if media_type in READABLE_TYPES or media_type.endswith("+json"):
        return response.json()
    if _looks_like_json(body) and not media_type.endswith(_OTHERS):
        try:
            return response.json()
        except UnreadableResponse:
            pass  # it only looked so
    if media_type.startswith("text/") or media_type.endswith(_TEXTS):
        return response.text()
    return body


def _is_blank(body: bytes) -> bool:
    marked = body[:3] == codecs.BOM_UTF8
    return not body or body.isspace() or (marked and not body[3:].strip())


def _looks_like_json(body: bytes) -> bool:
    """Tell whether an object or an array may begin here, after a byte order mark and white space."""
    begin = body[:3].removeprefix(codecs.BOM_UTF8) + body[3:200]
    return begin.lstrip()[:1] in (b"{", b"[") or body[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
