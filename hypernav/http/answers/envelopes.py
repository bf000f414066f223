"""What error bodies say: one reader for every envelope of JSON, and the text of an HTML page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import Any, NamedTuple

from hypernav.documents.paths import value_at
from hypernav.profile import ErrorEnvelope
from hypernav.web.redaction import Redactor

_MESSAGES = (
    *("message", "errorMessage", "error_description", "detail", "title", "description", "reason", "msg"),
    "faultstring",
)
_CODES = ("code", "errorCode", "error_code", "type")
_REQUEST_IDS = ("requestId", "request_id", "traceId", "trace_id", "correlationId")
_DOCUMENTATION = ("documentation_url", "documentation", "moreInfo", "help")
_INNER = ("error", "errors", "fault", "problem", "_api_error")
_LISTS_OF_FIELDS = (
    "errors",
    "validationMessages",
    "detail",
    "details",
    "violations",
    "invalid-params",
    "invalidParams",
)
_FIELD_NAMES = ("field", "name", "path", "property", "parameter", "item")
_MOST = 100
_LONGEST_PAGE = 50_000
_TAG = re.compile(r"<[A-Za-z/!?]")
_ELEMENT = re.compile(r"(script|style|title)(?=[\s/>])", re.IGNORECASE)
_CLOSING = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "title")}
# A number of more digits is no character, and Python refuses to read one of thousands.
_ENDLESS = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")


class Problem(NamedTuple):
    """The parts of a problem, as texts; ``""`` where the body says nothing."""

    message: str = ""
    code: str = ""
    request_id: str = ""
    documentation: str = ""
    fields: Mapping[str, str] = MappingProxyType({})

    def shown_by(self, redact: Redactor, request_id: str) -> Problem:
        """Return the problem without secrets; ``request_id`` is the one that the header says."""
        return Problem(
            redact(self.message),
            redact.in_data(self.code),
            redact.in_data(self.request_id or request_id),
            self.documentation,
            {redact.in_data(name): redact(text) for name, text in self.fields.items()},
        )


def read_problem(data: Any, envelope: ErrorEnvelope) -> Problem:
    """Return the problem that a JSON body describes. Never raises, whatever the body holds.

    The API's own envelope is read first, then RFC 9457, then what is common elsewhere.

    >>> read_problem({"error": {"message": "No such table", "type": "NoSuchTable"}}, ErrorEnvelope()).message
    'No such table'
    """
    if not isinstance(data, Mapping):
        return Problem(message=_message_of(data))
    inner: Mapping[str, Any] = next((data[name] for name in _INNER if isinstance(data.get(name), Mapping)), {})
    fields = _fields(data, envelope) or _fields(inner, envelope)
    return Problem(
        message=_problem_message(data, inner, envelope) or _joined(fields),
        code=_first(data, envelope.code) or _first(inner, (*envelope.code, *_CODES)) or _code_of(data),
        request_id=_first(data, (*envelope.request_id, *_REQUEST_IDS)) or _first(inner, _REQUEST_IDS),
        documentation=_first(data, _DOCUMENTATION),
        fields=fields,
    )


def _problem_message(data: Mapping[str, Any], inner: Mapping[str, Any], envelope: ErrorEnvelope) -> str:
    own = _first(data, envelope.message)
    if own:
        return own
    title, detail = _text(data.get("title")), _text(data.get("detail"))
    if title and detail and title != detail:
        return f"{title}: {detail}"
    described = _first(data, _MESSAGES) or _first(inner, (*envelope.message, *_MESSAGES))
    if described:
        return described
    return next((text for name in _INNER if (text := _message_of(data.get(name)))), "") or _message_of(
        data.get("message")
    )


def _code_of(data: Mapping[str, Any]) -> str:
    """Return a code under a common name; OAuth's ``error`` is one where a description stands beside it."""
    if data.get("error_description"):
        return _text(data.get("error"))
    code = _first(data, _CODES)
    return "" if code == "about:blank" else code


def _fields(data: Any, envelope: ErrorEnvelope) -> dict[str, str]:
    if not isinstance(data, Mapping):
        return {}
    named = (envelope.fields,) if envelope.fields else ()
    for name in (*named, *_LISTS_OF_FIELDS, "message"):
        found = dict(_named_messages(value_at(data, name)))
        if found:
            return found
    return dict(_named_messages(data)) if _is_only_fields(data) else {}


def _is_only_fields(data: Mapping[str, Any]) -> bool:
    """Tell whether a body is nothing but names of fields, each with its messages, as Django REST framework writes."""
    lists = all(isinstance(value, list) and value and isinstance(value[0], str) for value in data.values())
    return bool(data) and lists and not data.keys() & {*_INNER, *_MESSAGES, *_LISTS_OF_FIELDS}


def _named_messages(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, text in list(value.items())[:_MOST]:
            message = _message_of(text)
            if message and isinstance(text, list | str):
                yield str(name), message
    if isinstance(value, list):
        for item in value[:_MOST]:
            if isinstance(item, Mapping) and (name := _field_name(item)):
                yield name, _first(item, _MESSAGES) or _first(item, _CODES)


def _field_name(item: Mapping[str, Any]) -> str:
    source = item.get("source")
    if isinstance(source, Mapping):
        return _first(source, ("pointer", "parameter", "header"))
    location = item.get("loc")
    if isinstance(location, list):
        return ".".join(_text(part) for part in location[:20])
    return _first(item, _FIELD_NAMES)


def _message_of(value: Any) -> str:
    """Return the text of a message, of the first of several, or of an object that holds one."""
    if isinstance(value, Mapping):
        return _first(value, _MESSAGES)
    if isinstance(value, list):
        return "; ".join(text for item in value[:5] if (text := _message_of(item)))
    return _text(value) if isinstance(value, str) else ""


def _joined(fields: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {text}" for name, text in list(fields.items())[:5])


def _first(data: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := _text(value_at(data, name)))), "")


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def text_of_page(html: str) -> str:
    """Return the title and the text of an HTML page in one line, scripts and styles left out.

    >>> text_of_page("<title>502</title><style>p {}</style><h1>Bad  Gateway</h1>")
    '502: Bad Gateway'
    """
    titles: list[str] = []
    texts: list[str] = []
    for element, text in _texts(html[:_LONGEST_PAGE]):
        if element in ("", "title"):
            (titles if element else texts).append(unescape(_ENDLESS.sub("\ufffd", text)))
    name, text = " ".join("".join(titles).split()), " ".join(" ".join(texts).split())
    return text if not name or text.startswith(name) else f"{name}: {text}" if text else name


def _texts(page: str) -> Iterator[tuple[str, str]]:
    """Yield the texts between tags, those of some elements with its name, of whatever is said to be a page."""
    position = 0
    while (start := page.find("<", position)) >= 0:
        if _TAG.match(page, start) is None:
            yield "", page[position : start + 1]
            position = start + 1
            continue
        yield "", page[position:start]
        comment = page.startswith("<!--", start)
        end = page.find("-->" if comment else ">", start)
        if end < 0:
            return
        position = end + (3 if comment else 1)
        if (named := _ELEMENT.match(page, start + 1)) is not None:
            element = named[1].lower()
            closing = _CLOSING[element].search(page, position)
            inside = closing.start() if closing else len(page)
            yield element, page[position:inside]
            position = inside
    yield "", page[position:]
