"""JSON read so that what nobody touches can be written back as it came: numbers and texts keep their own spelling."""

from __future__ import annotations

import json
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]  # it is there, and typeshed leaves it out
from typing import Any, NamedTuple


class ExactNumber(float):
    """Hold a number whose JSON text another spelling, or a float, would not keep.

    >>> ExactNumber("12345678901234567.89").literal
    '12345678901234567.89'
    """

    __slots__ = ("literal",)
    literal: str

    def __new__(cls, literal: str) -> ExactNumber:
        """Read the number, and keep its text."""
        number = super().__new__(cls, literal)
        number.literal = literal
        return number

    def __reduce__(self) -> tuple[Any, ...]:
        """Be a plain number wherever it is copied or pickled to."""
        return float, (float(self),)


class ExactText(str):
    r"""Hold a text whose JSON text has escapes; halves of characters, which no display can hold, are U+FFFD in it.

    >>> ExactText("a/b", '"a\\\\/b"') == "a/b"
    True
    """

    __slots__ = ("literal",)
    literal: str

    def __new__(cls, text: str, literal: str) -> ExactText:
        """Keep the text, and how it was written."""
        made = super().__new__(cls, text)
        made.literal = literal
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Be a plain text wherever it is copied or pickled to."""
        return str, (str.__str__(self),)


EXACT = (ExactNumber, ExactText)


class Exactly(NamedTuple):
    """Hold data with the spelling of its numbers and texts."""

    data: Any
    repeated: tuple[str, ...]
    """Names that an object has twice: the last one counts, as for most readers."""


def read_exactly(text: str) -> Exactly:
    """Return the data of a JSON text, with the numbers and texts in it as they are written.

    Raises:
        ValueError: It is no JSON.
        RecursionError: It is nested too deep.

    >>> read_exactly('{"a": 1e2, "b": 1, "b": 2}')
    Exactly(data={'a': 100.0, 'b': 2}, repeated=('b',))
    """
    repeated: dict[str, None] = {}

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = {_name(name): value for name, value in found}
        if len(made) < len(found):
            repeated.update(dict.fromkeys(_twice(found)))
        return made

    decoder: Any = json.JSONDecoder(parse_int=_integer, parse_float=_number, object_pairs_hook=pairs)
    decoder.parse_string = _text
    decoder.scan_once = json.scanner.py_make_scanner(decoder)  # type: ignore[attr-defined]  # as above
    return Exactly(decoder.decode(text), tuple(repeated))


def repeated_names(text: str) -> tuple[str, ...]:
    """Return the names that an object of a JSON text has twice, without keeping anything else.

    Raises:
        ValueError: It is no JSON.
        RecursionError: It is nested too deep.

    >>> repeated_names('[{"a": 1, "a": 2}]')
    ('a',)
    """
    repeated: dict[str, None] = {}
    json.loads(text, object_pairs_hook=lambda pairs: repeated.update(dict.fromkeys(_twice(pairs))))
    return tuple(repeated)


def _twice(pairs: list[tuple[str, Any]]) -> Iterator[str]:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            yield name
        seen.add(name)


def _integer(literal: str) -> int | ExactNumber:
    number = int(literal)
    return number if str(number) == literal else ExactNumber(literal)  # -0


def _number(literal: str) -> float:
    number = float(literal)
    return number if repr(number) == literal else ExactNumber(literal)


def _text(text: str, begin: int, strict: bool = True) -> tuple[str, int]:
    found, end = scanstring(text, begin, strict)
    if end - begin - 1 == len(found):
        return found, end  # an escape is longer than what it means
    return ExactText(_whole(found), text[begin - 1 : end]), end


def _name(name: str) -> str:
    whole = _whole(name)
    return name if whole == name else ExactText(whole, json.dumps(name))


def _whole(text: str) -> str:
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
