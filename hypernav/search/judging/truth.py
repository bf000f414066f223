"""Whether a value that came back meets what a server was asked, as far as the value shows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import IntEnum
from functools import partial
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any
from uuid import UUID

from hypernav.search.judging.spans import span_of
from hypernav.search.operators import Meaning

_NEAR = 1e-6
_SIGNS = frozenset("*?,|;<>!~^$%()[]{}")
_UNDIVIDED = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Letters with accents that Unicode does not take apart."""
_KEYWORDS = frozenset(
    """all any current latest me mine myself newest none now null oldest self today tomorrow unassigned
    yesterday""".split()
)
"""Words that stand for something else in a parameter."""
_CODE = 3
_WILD, _REGULAR = frozenset("*%?"), frozenset("^$[](){}|\\+")
_BOOLEANS = {"true": True, "yes": True, "1": True, "on": True, "false": False, "no": False, "0": False, "off": False}


class Truth(IntEnum):
    """Say whether a comparison holds: ``LIKELY`` where it does for a server that ignores case, say.

    >>> Truth.LIKELY.negated(), Truth.YES.negated()
    (<Truth.UNSEEN: 1>, <Truth.NO: 0>)
    """

    NO = 0
    UNSEEN = 1
    LIKELY = 2
    YES = 3

    def negated(self) -> Truth:
        """Return whether the opposite holds."""
        return {Truth.NO: Truth.YES, Truth.YES: Truth.NO}.get(self, Truth.UNSEEN)


def truth(meaning: Meaning, value: Any, operands: Sequence[Any], *, loose: bool = False) -> Truth:
    """Return whether a value of a member meets a comparison that a server was asked.

    ``NO`` is said only where no server that does what it was asked could have sent the value: case, accents, the
    precision and the zone of times, and the form of numbers do not count.

    Args:
        meaning: What the operator asks.
        value: What the member has, as JSON.
        operands: What it is compared with.
        loose: Whether it is only the name of a parameter that says what is compared, so that the server may look for
            words, patterns or parts.

    >>> truth("equal", "Open", ["open"]), truth("equal", "closed", ["open"]), truth("greater", 5, [3])
    (<Truth.LIKELY: 2>, <Truth.NO: 0>, <Truth.YES: 3>)
    """
    opposite = _OPPOSITES.get(meaning)
    if opposite is not None:
        return truth(opposite, value, operands, loose=loose).negated() if _is_one(value) else Truth.UNSEEN
    test = _TESTS.get(meaning)
    if test is None:
        return Truth.UNSEEN
    try:
        return test(value, operands, loose)
    except (TypeError, ValueError, OverflowError):
        return Truth.UNSEEN


def every(parts: Sequence[Truth]) -> Truth:
    """Return whether all parts hold."""
    return min(parts, default=Truth.YES)


def some(parts: Sequence[Truth]) -> Truth:
    """Return whether one part holds."""
    return max(parts, default=Truth.NO)


def folded(text: str) -> str:
    """Return a text without case, accents and repeated spaces.

    >>> folded("  Zoë   LANG ")
    'zoe lang'
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_UNDIVIDED))
    plain = "".join(each for each in parts if not unicodedata.combining(each))
    return " ".join(plain.split())


def _is_one(value: Any) -> bool:
    """Tell whether a value is a single one, of which the opposite of a comparison can be seen."""
    return not isinstance(value, list | Mapping)


def _yes(holds: bool) -> Truth:
    return Truth.YES if holds else Truth.NO


def _any(test: Callable[[Any, Sequence[Any], bool], Truth], value: Any, operands: Sequence[Any], loose: bool) -> Truth:
    """Test the values of a list; one that meets the comparison is enough."""
    return some([test(each, operands, loose) for each in value])


def _equal(value: Any, operands: Sequence[Any], loose: bool) -> Truth:
    (wanted,) = operands
    if isinstance(value, list):
        return _any(_equal, value, operands, loose) if not isinstance(wanted, list | Mapping) else Truth.UNSEEN
    if isinstance(value, Mapping) or isinstance(wanted, list | Mapping):
        return Truth.UNSEEN
    if value is None and loose:
        # What nobody may see comes as null, too.
        return Truth.UNSEEN
    if value is None or wanted is None:
        return _yes(value is wanted or (value in (None, "") and wanted in (None, "")))
    if isinstance(wanted, IPv4Network | IPv6Network):
        return _yes(ip_address(value) in wanted)
    if value == wanted and isinstance(value, bool) == isinstance(wanted, bool):
        return Truth.YES
    return _alike(value, wanted, loose)


def _alike(value: Any, wanted: Any, loose: bool) -> Truth:
    """Compare two values that are not the same, in the ways that a server may."""
    if isinstance(value, bool) or isinstance(wanted, bool):
        found, asked = (_BOOLEANS.get(str(each).casefold()) for each in (value, wanted))
        return Truth.UNSEEN if found is None or asked is None else Truth.LIKELY if found == asked else Truth.NO
    numbers = _number(value), _number(wanted)
    if None not in numbers:
        return Truth.LIKELY if _near(*numbers) else Truth.NO
    spans = span_of(value, wanted), span_of(wanted, value)
    if spans[0] is not None and spans[1] is not None:
        return Truth.LIKELY if spans[0].overlaps(spans[1]) else Truth.NO
    if isinstance(wanted, IPv4Address | IPv6Address):
        return _yes(ip_address(value) == wanted)
    if isinstance(value, str) and isinstance(wanted, str) and (addresses := _addresses(value, wanted)) is not None:
        return Truth.LIKELY if addresses[0] == addresses[1] else Truth.NO
    if isinstance(value, str) and isinstance(wanted, str | UUID):
        return _same_text(value, str(wanted), loose)
    # Not a text and a text: one of them may be the code of the other.
    return Truth.UNSEEN


def _same_text(value: str, wanted: str, loose: bool) -> Truth:
    found, asked = folded(value), folded(wanted)
    if found == asked or _letters(found) == _letters(asked) != "":
        return Truth.LIKELY if found == asked else Truth.UNSEEN
    return Truth.UNSEEN if loose and (_is_code(value, wanted) or _may_match(found, asked)) else Truth.NO


def _may_match(found: str, asked: str) -> bool:
    """Tell whether a server that looks for patterns, lists, parts or stems may have meant a text."""
    if not asked or not found or not _SIGNS.isdisjoint(asked) or not asked[0].isalnum() or asked in _KEYWORDS:
        return True
    # Where a word or a part of an identifier begins, and where letters were hidden.
    if "*" in found or re.search(rf"(?<![^\W_]){re.escape(asked)}", found):
        return True
    words = {word[:4] for word in re.findall(r"\w+", found)}
    # Among several words a text search finds other forms of a word; a single word is a name or a state.
    several = " " in found or " " in asked
    return several and not words.isdisjoint(word[:4] for word in re.findall(r"\w+", asked))


def _letters(text: str) -> str:
    """Return a text without the signs that join its words: IN_PROGRESS and in-progress are one state."""
    return re.sub(r"[\W_]+", "", text)


def _is_code(value: str, wanted: str) -> bool:
    """Tell whether one text may be the code of the other, such as US of United States."""
    short, long = sorted((value, wanted), key=len)
    return short.isupper() and len(short) <= _CODE < len(long)


def _number(value: Any) -> float | int | Decimal | None:
    if isinstance(value, str):
        try:
            return int(value) if value.strip().isdecimal() else float(value)
        except ValueError:
            return None
    return value if isinstance(value, int | float | Decimal) else None


def _near(found: Any, asked: Any) -> bool:
    """Tell whether two numbers are the same, fractions as far as a float of 32 bits holds them."""
    if found == asked:
        return True
    one, other = float(found), float(asked)
    return not (one.is_integer() and other.is_integer()) and abs(one - other) <= _NEAR * max(abs(one), abs(other))


def _order(value: Any, wanted: Any) -> tuple[bool, bool, bool] | None:
    """Return whether a value may come before, at and after what is wanted; None where they have no order."""
    if isinstance(value, bool) or isinstance(wanted, bool) or value is None or wanted is None:
        return None
    found, asked = _number(value), _number(wanted)
    if isinstance(value, str) and isinstance(wanted, str) and found is not None:
        return None  # as texts, 9 comes after 10
    if found is not None and asked is not None:
        near = found != asked and _near(found, asked)
        return found < asked or near, found == asked or near, found > asked or near
    one, other = span_of(value, wanted), span_of(wanted, value)
    if one is not None and other is not None:
        return one.first < other.last, one.overlaps(other), one.last > other.first
    addresses = _addresses(value, wanted)
    if addresses is not None:
        return addresses[0] < addresses[1], addresses[0] == addresses[1], addresses[0] > addresses[1]
    # Of texts nobody knows the order: by letters, by numbers in them, or of an enumeration such as low, medium, high.
    return None


def _addresses(value: Any, wanted: Any) -> tuple[Any, Any] | None:
    try:
        found, asked = ip_address(value), ip_address(wanted)
    except ValueError:
        return None
    return (int(found), int(asked)) if found.version == asked.version else None


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    parts = re.split(r"(\d+)", folded(text))
    return tuple((0, int(part), "") if part.isdigit() and len(part) < 4000 else (1, 0, part) for part in parts if part)


COLLATIONS: tuple[Callable[[str], Any], ...] = (
    str,
    str.casefold,
    lambda text: re.sub(r"[\W_]+", "", folded(text)),
    lambda text: re.sub(r"[\W_]+", " ", folded(text)),
    _natural,
)
"""The orders that servers have for texts: by code point, without case, without punctuation, numbers as numbers."""


def _ordered(place: Sequence[int], value: Any, operands: Sequence[Any], loose: bool) -> Truth:
    """Test whether a value may stand in one of some places: 0 before, 1 at, 2 after what is wanted."""
    if isinstance(value, list):
        return _any(partial(_ordered, place), value, operands, loose)
    may = _order(value, operands[0])
    if may is None:
        return Truth.UNSEEN
    if not any(may[each] for each in place):
        return Truth.NO
    return Truth.YES if not any(may[each] for each in range(3) if each not in place) else Truth.UNSEEN


def _between(value: Any, operands: Sequence[Any], loose: bool) -> Truth:
    low, high = operands
    bounds = ((1, 2), low), ((0, 1), high)
    if isinstance(value, list):
        return _any(_between, value, operands, loose)
    return every([_ordered(place, value, (bound,), loose) for place, bound in bounds])


def _text_of(value: Any) -> str:
    if isinstance(value, Mapping | list) or value is None:
        raise TypeError
    return folded(str(value))


def _with_text(test: Callable[[str, str], bool], value: Any, operands: Sequence[Any], loose: bool) -> Truth:
    if isinstance(value, list):
        return _any(partial(_with_text, test), value, operands, loose)
    if value is None:
        return Truth.UNSEEN if loose else Truth.NO
    return Truth.LIKELY if test(_text_of(value), _text_of(operands[0])) else Truth.NO


def _alike_pattern(value: Any, operands: Sequence[Any], loose: bool) -> Truth:
    pattern = str(operands[0])
    if _WILD.isdisjoint(pattern) or not _REGULAR.isdisjoint(pattern):
        # Without a wildcard some servers look for a part; and some take regular expressions.
        return max(Truth.UNSEEN, _with_text(_like, value, operands, loose))
    return _with_text(_like, value, operands, loose)


def _like(value: str, pattern: str) -> bool:
    wild = "".join({"*": ".*", "%": ".*", "?": ".", "_": "."}.get(each, re.escape(each)) for each in pattern)
    return re.fullmatch(wild, value, re.DOTALL) is not None


def _in(value: Any, operands: Sequence[Any], loose: bool) -> Truth:
    return some([_equal(value, (each,), loose) for each in operands])


def _all_of(value: Any, operands: Sequence[Any], loose: bool) -> Truth:
    return every([_with_text(_contained, value, (each,), loose) for each in operands])


def _contained(value: str, part: str) -> bool:
    return part in value


def _empty(value: Any, operands: Sequence[Any], loose: bool) -> Truth:
    return _yes(value is None or value in ("", [], {}))


def _exists(value: Any, operands: Sequence[Any], loose: bool) -> Truth:
    if value is None:
        return Truth.UNSEEN
    return _yes(bool(operands[0]) if operands else True)


_TESTS: Mapping[Meaning, Callable[[Any, Sequence[Any], bool], Truth]] = {
    "equal": _equal,
    "greater": partial(_ordered, (2,)),
    "at least": partial(_ordered, (1, 2)),
    "less": partial(_ordered, (0,)),
    "at most": partial(_ordered, (0, 1)),
    "between": _between,
    "contains": partial(_with_text, _contained),
    "starts with": partial(_with_text, str.startswith),
    "ends with": partial(_with_text, str.endswith),
    "like": _alike_pattern,
    "in": _in,
    "all of": _all_of,
    "empty": _empty,
    "exists": _exists,
}
_OPPOSITES: Mapping[Meaning, Meaning] = {
    "not equal": "equal",
    "does not contain": "contains",
    "does not start with": "starts with",
    "does not end with": "ends with",
    "not like": "like",
    "not in": "in",
    "not between": "between",
    "not empty": "empty",
}
