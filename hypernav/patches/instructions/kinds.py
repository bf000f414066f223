"""The kinds of instructions that a semantic patch may hold, as a table of values."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

ParameterKind = Literal[
    "text",
    "texts",
    "integer",
    "number",
    "boolean",
    "milliseconds",
    "value",
    "values",
    "object",
    "objects",
    "instructions",
    "integers by name",
    "texts by name",
]
"""What a parameter holds: ``milliseconds`` since 1970 in UTC, ``value`` any JSON and ``values`` a list of it,
``instructions`` those of another patch, ``… by name`` an object whose members all hold the same."""

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])(?![A-Z]s(?![a-z]))")


def snake_case(name: str) -> str:
    """Return a name as Python writes it.

    >>> snake_case("addTargets"), snake_case("memberIDs"), snake_case("turn_flag_on"), snake_case("from")
    ('add_targets', 'member_ids', 'turn_flag_on', 'from_')
    """
    written = _WORD.sub("_", name).lower()
    return written + "_" if keyword.iskeyword(written) else written


def camel_case(name: str) -> str:
    """Return a name as JSON APIs write it; one without underscores stays as it is.

    >>> camel_case("add_targets"), camel_case("addTargets"), camel_case("memberIDs"), camel_case("from_")
    ('addTargets', 'addTargets', 'memberIDs', 'from')
    """
    first, *others = name.rstrip("_").split("_")
    return first + "".join(other[:1].upper() + other[1:] for other in others)


@dataclass(frozen=True, slots=True)
class Parameter:
    """Declare one parameter of an instruction, or one member of an object that a parameter holds.

    >>> Parameter("variationId", "text").identifier
    'variation_id'
    """

    name: str
    """As the API spells it."""
    kind: ParameterKind = "value"
    required: bool = True
    doc: str = ""
    choices: tuple[str, ...] = ()
    """What a text may be; for ``instructions``, the kinds that they may have."""
    bounds: tuple[int, int] | None = None
    """The least and the greatest integer."""
    total: int = 0
    """What integers by name must add up to; 0 where it does not matter."""
    members: tuple[Parameter, ...] = ()
    """The members of an object, or of each object; without them, any."""
    only_with: str = ""
    """Another parameter, without which this one means nothing."""

    @property
    def identifier(self) -> str:
        """Return the keyword to type."""
        return snake_case(self.name)


@dataclass(frozen=True, slots=True)
class InstructionKind:
    """Declare one kind of instruction: its parameters in the order in which they may be given.

    >>> InstructionKind("addTags", (Parameter("values", "texts"),), doc="Add tags.").identifier
    'add_tags'
    """

    name: str
    """As the API spells it."""
    parameters: tuple[Parameter, ...] = ()
    environment: bool = False
    """Whether the patch must name an environment."""
    doc: str = ""
    exactly_one: tuple[str, ...] = ()
    """Parameters of which exactly one is given."""
    at_least_one: tuple[str, ...] = ()
    """Parameters of which at least one is given."""

    @property
    def identifier(self) -> str:
        """Return the method to type."""
        return snake_case(self.name)

    @property
    def positional(self) -> tuple[Parameter, ...]:
        """Return the parameters that may be given without their names: the required ones, or a single one."""
        if len(self.parameters) == 1:
            return self.parameters
        return tuple(each for each in self.parameters if each.required)

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter that a name means, or None.

        It may be spelled as the API does, in snake case, or without the ``_id`` or ``_key`` at its end where no
        other parameter is meant.

        >>> kind = InstructionKind("addTargets", (Parameter("variationId", "text"), Parameter("values", "texts")))
        >>> [kind.parameter(name).name for name in ("variationId", "variation_id", "variation")]
        ['variationId', 'variationId', 'variationId']
        """
        for each in self.parameters:
            if each.name == name:
                return each
        wanted = snake_case(name)
        for each in self.parameters:
            if each.identifier == wanted:
                return each
        longer = [each for each in self.parameters if each.identifier in (f"{wanted}_id", f"{wanted}_key")]
        return longer[0] if len(longer) == 1 else None


@dataclass(frozen=True, slots=True)
class Instructions:
    """Hold the kinds of instructions that one sort of resource takes.

    >>> shop = Instructions("a shop", (InstructionKind("openShop"), InstructionKind("closeShop")))
    >>> shop, shop.find("open_shop").name, shop.find("sell")
    (<Instructions for a shop: 2 kinds>, 'openShop', None)
    """

    title: str
    """What they change, as messages name it: ``a flag``."""
    kinds: tuple[InstructionKind, ...]
    content_type: str = "application/json"
    environment_member: str = "environmentKey"
    """Member of the body that names the environment; empty where no environment can be named."""
    environment_variable: str = ""
    """Name, in the path pattern of the places, of the environment that is meant unless another one is named."""
    atomic: bool = True
    """Whether all instructions are applied or none; otherwise the answer tells which ones failed."""
    failures: str = "errors"
    """Member of such an answer that lists what failed."""
    _by_name: Mapping[str, InstructionKind] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        """Index the kinds by both of their spellings.

        Raises:
            ValueError: Two kinds share a name.
        """
        spellings = [spelling for kind in self.kinds for spelling in {kind.name, kind.identifier}]
        twins = sorted({one for one in spellings if spellings.count(one) > 1})
        if twins:
            raise ValueError(f"Two kinds of instructions for {self.title} are called {twins[0]!r}.")
        by_name = {spelling: kind for kind in self.kinds for spelling in (kind.name, kind.identifier)}
        object.__setattr__(self, "_by_name", by_name)

    def find(self, name: str) -> InstructionKind | None:
        """Return a kind by its name as the API or as Python spells it, or None."""
        return self._by_name.get(name)

    def __iter__(self) -> Iterator[InstructionKind]:
        """Yield the kinds in the order of the table."""
        return iter(self.kinds)

    def __len__(self) -> int:
        """Return the number of kinds."""
        return len(self.kinds)

    def __repr__(self) -> str:
        """Return a short text; ``str`` lists the kinds."""
        return f"<Instructions for {self.title}: {len(self)} kinds>"

    def __str__(self) -> str:
        """Return one line a kind: what to type, what it takes, what it does."""
        lines = [f"  {heading(kind)}   {kind.doc}".rstrip() for kind in self.kinds]
        return "\n".join([f"Instructions for {self.title}", *lines])


def heading(kind: InstructionKind) -> str:
    """Return a kind as it is called, with a question mark after what is optional.

    >>> heading(InstructionKind("addTag", (Parameter("value", "text"), Parameter("colour", "text", required=False))))
    'add_tag(value, colour?)'
    """
    return f"{kind.identifier}({', '.join(each.identifier + '?' * (not each.required) for each in kind.parameters)})"
