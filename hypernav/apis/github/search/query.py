"""Parts of a GitHub search: what must hold, one qualifier or word each, and how it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hypernav.apis.github.search.words import JOINED_BY_COMMA, TEXT
from hypernav.errors import WrongValue
from hypernav.search.checks import uncarried
from hypernav.search.expression import Expression, Term
from hypernav.search.vocabulary import Field
from hypernav.web.parameters import text_of

LOWER = {"is-at-least": False, "is-greater-than": True}
"""Operators that bound from below, and whether the bound itself is left out."""
UPPER = {"is-at-most": False, "is-less-than": True}
"""Operators that bound from above, and whether the bound itself is left out."""

_SIGNS = {"is-greater-than": ">", "is-at-least": ">=", "is-less-than": "<", "is-at-most": "<="}
_PLAIN_VALUE = re.compile(r"[A-Za-z0-9_@./][A-Za-z0-9_@./#+-]*")
_PLAIN_WORD = re.compile(r"\w[\w.+#@/'-]*")
_TOKEN = re.compile(r'\s*(?:"([^"]*)"|([^\s"]+))(?=\s|\Z)')
_KEYWORDS = frozenset({"AND", "OR", "NOT"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """One qualifier, or one word or phrase, that must hold, or must not."""

    field: Field
    operator: str
    """An operator that affirms: ``is``, ``in``, ``is-at-least``, ``is-between``, ``contains``, ``is-empty``, …"""
    operands: tuple[Any, ...]
    negated: bool
    term: Term


@dataclass(frozen=True, slots=True)
class Group:
    """Ways of which one must hold: in each, all parts."""

    ways: tuple[tuple[Leaf | Group, ...], ...]
    expression: Expression


def leaves(parts: Sequence[Leaf | Group]) -> Iterator[Leaf]:
    """Yield all qualifiers and words of parts, those of groups too."""
    for part in parts:
        if isinstance(part, Leaf):
            yield part
        else:
            for way in part.ways:
                yield from leaves(way)


def operators(parts: Sequence[Leaf | Group]) -> int:
    """Return how many ``NOT`` and ``OR`` are written, which bounds the depth of parentheses too."""
    ors = sum(
        len(part.ways) - 1 + sum(operators(way) for way in part.ways) for part in parts if isinstance(part, Group)
    )
    return ors + sum(isinstance(part, Leaf) and part.field.name == TEXT and part.negated for part in parts)


def written(part: Leaf | Group) -> str:
    """Return a part as the search box has it.

    >>> from hypernav.search import where
    >>> label = Field("label", "string")
    >>> written(Leaf(label, "is", ("help wanted",), True, where("label").is_("help wanted")))
    '-label:"help wanted"'
    """
    if isinstance(part, Group):
        return f"({alternatives(part)})"
    if part.field.name == TEXT:
        return ("NOT " if part.negated else "") + word(part.operands[0])
    return ("-" if part.negated else "") + _qualifier(part)


def alternatives(group: Group) -> str:
    """Return the ways of a group with OR between them, without parentheses around all."""
    ways = [" ".join(map(written, way)) for way in group.ways]
    return " OR ".join(f"({text})" if len(way) > 1 else text for text, way in zip(ways, group.ways, strict=True))


def _qualifier(leaf: Leaf) -> str:
    name = leaf.field.name
    if leaf.operator == "is-empty":
        return f"no:{name}"
    if leaf.operator == "is-not-empty":
        return f"{name}:*"
    values = [value_text(operand) for operand in leaf.operands]
    if leaf.operator == "is-between":
        return f"{name}:{values[0]}..{values[1]}"
    if leaf.operator == "in" and name not in JOINED_BY_COMMA:
        return " ".join(f"{name}:{value}" for value in values)
    return f"{name}:{_SIGNS.get(leaf.operator, '')}{','.join(values)}"


def value_text(value: Any) -> str:
    """Return a value behind a qualifier, in quotes where it could be read as more than a value.

    >>> value_text("c++"), value_text("bug fix"), value_text("1..5"), value_text(True)
    ('c++', '"bug fix"', '"1..5"', 'true')
    """
    if not isinstance(value, str):
        return text_of(value)
    plain = _PLAIN_VALUE.fullmatch(value) and ".." not in value and value.upper() not in _KEYWORDS
    return value if plain else f'"{value}"'


def word(text: str) -> str:
    """Return a word or phrase, in quotes where it could be read as more than words.

    >>> word("crash"), word("is:open"), word("NOT"), word("memory leak")
    ('crash', '"is:open"', '"NOT"', '"memory leak"')
    """
    plain = _PLAIN_WORD.fullmatch(text) and text.upper() not in _KEYWORDS
    return text if plain else f'"{text}"'


def words(text: str) -> list[str]:
    """Return the words and quoted phrases of a text as people type it, each as it is written.

    Raises:
        WrongValue: A quotation mark has no partner, or a character has no way into a search.

    >>> words('crash "at start" is:open')
    ['crash', '"at start"', '"is:open"']
    """
    where = f".text({text!r:.200})"
    text = text.translate(_SPACES)
    carry(text, where, quotes=True)
    found: list[str] = []
    position = 0
    while text[position:].strip():
        token = _TOKEN.match(text, position)
        if token is None:
            raise WrongValue(
                "A quotation mark has no partner, or no space beside it.",
                where=where,
                nearest=f".text({' '.join(text.replace(chr(34), ' ').split())!r:.200})",
            )
        phrase, single = token.groups()
        if single is not None or phrase.strip():
            found.append(word(single) if single is not None else f'"{phrase}"')
        position = token.end()
    return found


_SPACES = {ord(space): " " for space in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"}


def carry(text: str, asked: Term | str, *, quotes: bool = False) -> None:
    """Refuse a text that no search can carry: the documentation knows no escapes.

    Args:
        text: What would stand between quotation marks, or with ``quotes`` among words.
        asked: What asks for it: a comparison, or how words were given.
        quotes: Whether quotation marks may be in it.

    Raises:
        NotExpressible: The text of a comparison has a quotation mark, a backslash or a control character.
        WrongValue: Words have one.
    """
    wrong = next((each for each in text if _has_no_way(each, quotes=quotes)), None)
    if wrong is None:
        return
    name = {'"': "a quotation mark", "\\": "a backslash"}.get(wrong, f"the control character {wrong!r}")
    cleaned = " ".join("".join(" " if _has_no_way(each, quotes=quotes) else each for each in text).split())
    what = f"GitHub's searches have no way to say {name}: they know no escapes."
    nearest = f"{cleaned!r:.200}" if cleaned else ""
    if isinstance(asked, Term):
        raise uncarried(asked, what, nearest)
    raise WrongValue(what, where=asked, nearest=nearest)


def _has_no_way(character: str, *, quotes: bool) -> bool:
    return character == "\\" or (character == '"' and not quotes) or unicodedata.category(character) == "Cc"


def step(value: Any) -> Any:
    """Return the smallest distance between two values of a kind: a second, a day, or one.

    >>> step(10), step(date(2026, 1, 31)).days
    (1, 1)
    """
    if isinstance(value, datetime):
        return timedelta(seconds=1)
    return timedelta(days=1) if isinstance(value, date) else 1
