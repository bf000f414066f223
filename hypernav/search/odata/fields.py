"""Fields as OData has them: paths of names, and its own functions of them, so that nothing else gets in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hypernav.search.odata.literals import is_name
from hypernav.search.vocabulary import ValueKind

_DATES: frozenset[ValueKind] = frozenset({"date", "datetime"})
_TIMES: frozenset[ValueKind] = frozenset({"time", "datetime"})
_NUMBERS: frozenset[ValueKind] = frozenset({"number", "integer"})
_POINTS: frozenset[ValueKind] = frozenset({"datetime"})
_TEXTS: frozenset[ValueKind] = frozenset({"string"})

FUNCTIONS: Mapping[str, tuple[frozenset[ValueKind], ValueKind]] = {
    "length": (_TEXTS, "integer"),
    "tolower": (_TEXTS, "string"),
    "toupper": (_TEXTS, "string"),
    "trim": (_TEXTS, "string"),
    "year": (_DATES, "integer"),
    "month": (_DATES, "integer"),
    "day": (_DATES, "integer"),
    "hour": (_TIMES, "integer"),
    "minute": (_TIMES, "integer"),
    "second": (_TIMES, "integer"),
    "fractionalseconds": (_TIMES, "number"),
    "date": (_POINTS, "date"),
    "time": (_POINTS, "time"),
    "totaloffsetminutes": (_POINTS, "integer"),
    "totalseconds": (frozenset({"duration"}), "number"),
    "round": (_NUMBERS, "number"),
    "floor": (_NUMBERS, "number"),
    "ceiling": (_NUMBERS, "number"),
}
"""OData's functions of one value that a field may be wrapped in: what they take, and what they give."""

ROOTS = ("$it", "$this")
"""What a path may begin with: the item that is searched for, and the member of the collection in question."""
_CALL = re.compile(r"([a-z]+)\((.*)\)", re.DOTALL)
_LITERALS = frozenset({"null", "true", "false", "inf", "nan", "not"})
"""Names that a path could be taken for, in small letters."""
_SEPARATORS = re.compile(r"\s*(?:\.|\\|->|::|>)\s*")


@dataclass(frozen=True, slots=True)
class FieldPath:
    """Hold what a field names: functions from the outside in, where the path begins, and its segments.

    >>> FieldPath.read("year(Trips/StartsAt)").segments
    ('Trips', 'StartsAt')
    """

    segments: tuple[str, ...]
    root: str = ""
    functions: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> FieldPath | None:
        """Return what a text names, None where it is no field of OData."""
        functions: list[str] = []
        while (call := _CALL.fullmatch(text)) and call.group(1) in FUNCTIONS:
            functions.append(call.group(1))
            text = call.group(2)
        root, separator, rest = text.partition("/")
        if root not in ROOTS:
            root, rest = "", text
        segments = tuple(rest.split("/")) if rest or separator or not root else ()
        if segments == ("$count",) and not root:
            return None
        return cls(segments, root, tuple(functions)) if _are_segments(segments) else None

    @property
    def ends_in_type(self) -> bool:
        """Tell whether it leads to a collection or an instance as a derived type."""
        return bool(self.segments) and is_type(self.segments[-1])

    def written(self, variable: str = "") -> str:
        """Return the field as a filter has it; inside a lambda it begins with its variable."""
        root = self.root
        if variable and root != "$it":
            root = variable
        elif not root and self.segments[0].lower() in _LITERALS:
            root = "$it"
        text = "/".join((root, *self.segments) if root else self.segments)
        for function in reversed(self.functions):
            text = f"{function}({text})"
        return text


def _are_segments(segments: tuple[str, ...]) -> bool:
    if not segments:
        return True
    named = segments[:-1] if segments[-1] == "$count" else segments
    # A type alone is no value: it stands behind what is of that type, or before a property of its own.
    return all(map(is_step, named)) and not (len(named) == 1 and is_type(named[0]))


def is_step(segment: str) -> bool:
    """Tell whether a text is a segment of a path: a name, qualified or not, or an annotation.

    >>> is_step("Name"), is_step("Sales.Customer"), is_step("@Core.Messages"), is_step("Name eq 1")
    (True, True, True, False)
    """
    name, mark, qualifier = segment.partition("#") if segment.startswith("@") else (segment, "", "")
    return all(map(is_name, name.removeprefix("@").split("."))) and (not mark or is_name(qualifier))


def is_type(segment: str) -> bool:
    """Tell whether a segment of a path names a type by its namespace.

    >>> is_type("Sales.Customer"), is_type("Name"), is_type("@Core.Messages")
    (True, False, False)
    """
    return "." in segment and not segment.startswith("@")


def near_paths(text: str) -> list[str]:
    """Return the paths that a text which is none was probably meant to be, best first.

    >>> near_paths("Address.City"), near_paths("first name")
    (['Address/City'], ['firstname', 'first_name'])
    """
    parts = re.sub(r"/+", "/", _SEPARATORS.sub("/", text.strip())).strip("/").split("/")
    forms = (
        "/".join(parts),
        "/".join(re.sub(r"\W+", "", part) for part in parts),
        "/".join(re.sub(r"\W+", "_", part.strip()).strip("_") for part in parts),
    )
    return list(dict.fromkeys(form for form in forms if form != text and FieldPath.read(form) is not None))
