"""The filter ``field:value,field:value``: commas join, and a value may be JSON with commas of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.refusals import invalid

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record

Test = Callable[["Record"], bool]
Fields = Mapping[str, Callable[[str], Test]]
"""Field name to what makes a test of the value's text."""

_OPENING, _CLOSING = "{[", "}]"


def split_terms(text: str) -> list[tuple[str, str]]:
    """Return the fields and values of a filter, in order.

    Raises:
        Refusal: A term has no colon, or a bracket is not closed.

    >>> split_terms('evaluated:{"after":1,"x":2},filterEnv:production')
    [('evaluated', '{"after":1,"x":2}'), ('filterEnv', 'production')]
    """
    terms = []
    for term in _split(text):
        field, colon, value = term.partition(":")
        if not colon or not field.strip():
            raise invalid(f"Invalid filter: {term.strip()!r} is not of the form field:value")
        terms.append((field.strip(), value.strip()))
    return terms


def _split(text: str) -> Iterator[str]:
    depth, quoted, start, escaped = 0, False, 0, False
    for index, character in enumerate(text):
        if quoted:
            quoted = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"' and depth:
            quoted = True
        elif character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth -= 1
        elif character == "," and depth == 0:
            yield text[start:index]
            start = index + 1
    if depth or quoted:
        raise invalid("Invalid filter: a value is not closed")
    yield text[start:]


def matching(text: str, records: Iterable[Record], fields: Fields) -> list[Record]:
    """Return the records that all terms of a filter hold for; an empty filter keeps all.

    Raises:
        Refusal: A field is unknown or a value is not what the field takes.

    >>> matching("query:ab", [{"name": "Abc", "key": "x"}, {"name": "x", "key": "x"}], {"query": query("name")})
    [{'name': 'Abc', 'key': 'x'}]
    """
    if not text.strip():
        return list(records)
    tests = []
    for field, value in split_terms(text):
        if field not in fields:
            raise invalid(f"Invalid filter field: {field!r}")
        tests.append(fields[field](value))
    return [record for record in records if all(test(record) for test in tests)]


def query(*members: str) -> Callable[[str], Test]:
    """Return what tests whether one of the members contains a text, ignoring case."""

    def make(value: str) -> Test:
        text = value.casefold()
        return lambda record: any(text in str(record.get(member) or "").casefold() for member in members)

    return make


def all_tags(value: str) -> Test:
    """Test whether a record has all tags of a list joined by ``+``, ignoring case."""
    wanted = {tag.strip().casefold() for tag in value.split("+") if tag.strip()}
    return lambda record: wanted <= {tag.casefold() for tag in record["tags"]}


def any_of(read: Callable[[Record], Iterable[str]]) -> Callable[[str], Test]:
    """Return what tests whether a record has one of the values of a list joined by ``|``."""

    def make(value: str) -> Test:
        wanted = {one.strip().casefold() for one in value.split("|")}
        return lambda record: any(one.casefold() in wanted for one in read(record))

    return make


def truth(read: Callable[[Record], bool]) -> Callable[[str], Test]:
    """Return what tests a boolean."""

    def make(value: str) -> Test:
        if value not in ("true", "false"):
            raise invalid(f"Invalid filter: {value!r} is not a boolean")
        return lambda record: read(record) is (value == "true")

    return make


def choice(tests: Mapping[str, Test]) -> Callable[[str], Test]:
    """Return what tests by one of a few words."""

    def make(value: str) -> Test:
        if value not in tests:
            raise invalid(f"Invalid filter: {value!r} is not one of {', '.join(tests)}")
        return tests[value]

    return make


def number(value: str) -> int:
    """Return the integer that a filter's value holds."""
    try:
        return int(value)
    except ValueError:
        raise invalid(f"Invalid filter: {value!r} is not an integer") from None


def json_object(value: str, members: Mapping[str, type]) -> dict[str, Any]:
    """Return the JSON object that a filter's value holds, with exactly one of some members.

    >>> json_object('{"before": 5}', {"before": int})
    {'before': 5}
    """
    try:
        decoded = json.loads(value)
    except ValueError:
        raise invalid(f"Invalid filter: {value!r} is not a JSON object") from None
    if isinstance(decoded, dict) and len(decoded) == 1:
        (name, content), *_ = decoded.items()
        if name in members and type(content) is members[name]:
            return decoded
    raise invalid(f"Invalid filter: {value!r} must have one of {', '.join(members)}")
