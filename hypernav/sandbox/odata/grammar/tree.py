"""What the grammar of OData reads: small immutable values that say what a text means, without its spelling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from typing import Literal as OneOf

LiteralKind = OneOf[
    "null", "boolean", "number", "string", "guid", "date", "datetime", "time", "duration", "enum", "binary", "geo"
]


@dataclass(frozen=True, slots=True)
class Literal:
    """Hold a literal value.

    >>> Literal("number", 5).value
    5
    """

    kind: LiteralKind
    value: Any
    """As Python has it: ``Decimal`` for what is not whole, ``EnumMembers`` for an enumeration; where Python has no
    such value (the year 0, a leap second, picoseconds, places on Earth), the text."""


@dataclass(frozen=True, slots=True)
class EnumMembers:
    """Hold the members of an enumeration by its qualified name, ``""`` where it is not named."""

    type: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """Hold an argument in parentheses, by its name if it has one."""

    name: str
    value: Node


@dataclass(frozen=True, slots=True)
class Segment:
    """Hold one step of a path: a property, a qualified type, ``@annotation``, ``$count``, ``$filter``, or a call.

    A key, such as ``Items(1)``, and the parameters of a function look the same without metadata: both are arguments.
    """

    name: str
    arguments: tuple[Argument, ...] | None = None
    """None for no parentheses."""


@dataclass(frozen=True, slots=True)
class Path:
    """Hold a path from an instance to a value.

    >>> Path((Segment("Address"), Segment("City"))).text
    'Address/City'
    """

    segments: tuple[Segment, ...]
    root: str = ""
    """Where it begins: ``$it``, ``$this``, ``$root``, ``@alias``, a lambda variable, ``""`` for the instance itself."""

    @property
    def text(self) -> str:
        """Return the names along the path."""
        return "/".join([*([self.root] if self.root else []), *(segment.name for segment in self.segments)])


@dataclass(frozen=True, slots=True)
class Lambda:
    """Ask whether any or all members of a collection fulfil a condition."""

    collection: Path
    quantifier: OneOf["any", "all"]
    variable: str = ""
    condition: Node | None = None
    """None only for ``any()``, which asks whether there is a member."""


@dataclass(frozen=True, slots=True)
class Call:
    """Call one of OData's own functions. ``case`` has its conditions and results in turn."""

    function: str
    """In small letters, as it may be spelled in any."""
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class TypeName:
    """Name a type, for ``cast`` and ``isof``."""

    name: str


@dataclass(frozen=True, slots=True)
class Unary:
    """Apply ``not`` or ``-``."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """Apply an operator between two operands, such as ``eq``, ``in``, ``has`` or ``add``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logic:
    """Join conditions by ``and`` or ``or``; parts that are joined the same way are merged."""

    operator: OneOf["and", "or"]
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """Hold the list of literals that ``in`` takes in parentheses."""

    items: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Array:
    """Hold a JSON array, whose items may be expressions."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Object:
    """Hold a JSON object, whose values may be expressions."""

    members: tuple[tuple[str, Node], ...]


Node = Literal | Path | Lambda | Call | TypeName | Unary | Binary | Logic | Values | Array | Object
"""An expression."""


@dataclass(frozen=True, slots=True)
class Words:
    """Look for a word or a phrase."""

    text: str
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """Look for what a person has typed so far, which is no whole search expression: ``$search='"blue'``."""

    text: str


@dataclass(frozen=True, slots=True)
class Without:
    """Look for what does not match."""

    part: Search


@dataclass(frozen=True, slots=True)
class Joined:
    """Look for what matches all parts, or one of them."""

    operator: OneOf["and", "or"]
    parts: tuple[Search, ...]


Search = Words | Typed | Without | Joined
"""A search for words."""


@dataclass(frozen=True, slots=True)
class Option:
    """Hold a query option by its name in small letters: ``$filter``, ``@alias``, or a custom one as it is spelled."""

    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class OrderItem:
    """Order by one expression."""

    expression: Node
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ComputeItem:
    """Compute a property."""

    expression: Node
    name: str


@dataclass(frozen=True, slots=True)
class SelectItem:
    """Select a property, ``*`` for all, or a function by the names of its parameters."""

    segments: tuple[str, ...]
    options: tuple[Option, ...] = ()
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpandItem:
    """Expand a navigation property, ``*`` for all, ``$value`` for the stream; ``$ref`` and ``$count`` end a path."""

    segments: tuple[str, ...]
    options: tuple[Option, ...] = ()
