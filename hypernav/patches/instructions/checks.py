"""Instructions checked against a table before anything is sent, with the nearest right thing where one is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hypernav.errors import PatchError, UnknownInstruction
from hypernav.names import suggest
from hypernav.patches.instructions.kinds import InstructionKind, Instructions, Parameter, camel_case, snake_case
from hypernav.patches.instructions.values import Unfit, fitting, phrase
from hypernav.patches.json.values import shortened

_CUTOFF = 0.7
_SUGGESTED = 3
_LATER = 0.01
_LONGEST = 100
_VERBS = {
    "activate": ("turn_on", "enable"),
    "append": ("add",),
    "assign": ("update", "add"),
    "change": ("update", "replace"),
    "create": ("add",),
    "deactivate": ("turn_off", "disable"),
    "delete": ("remove",),
    "disable": ("turn_off",),
    "drop": ("remove",),
    "edit": ("update",),
    "enable": ("turn_on",),
    "exclude": ("add_excluded",),
    "finish": ("end", "stop"),
    "include": ("add_included",),
    "insert": ("add",),
    "modify": ("update",),
    "rename": ("update_name",),
    "reset": ("clear", "replace"),
    "set": ("update", "replace", "add"),
    "switch": ("turn",),
    "unarchive": ("restore",),
    "undo": ("restore",),
}
"""What people say and what APIs say instead."""


def known_kind(name: str, table: Instructions) -> InstructionKind:
    """Return a kind of a table by its name as the API or as Python spells it.

    Raises:
        UnknownInstruction: There is none; the message names the nearest ones.

    >>> shop = Instructions("a shop", (InstructionKind("openShop"), InstructionKind("closeShop")))
    >>> known_kind("opne_shop", shop)
    Traceback (most recent call last):
    ...
    hypernav.errors.UnknownInstruction: There is no instruction 'opne_shop' for a shop.
      nearest    .open_shop  .close_shop
      next       dir() lists all 2; .instruction('opneShop', …) sends any other
    """
    found = table.find(name)
    if found is not None:
        return found
    raise UnknownInstruction(
        f"There is no instruction {shortened(repr(name))} for {table.title}.",
        nearest="  ".join(f".{near}" for near in near_kinds(name, table)),
        next=f"dir() lists all {len(table)}; .instruction({shortened(repr(camel_case(name)))}, …) sends any other",
    )


def near_kinds(name: str, table: Instructions) -> list[str]:
    """Return what to type for the kinds whose names are nearest to one, best first.

    >>> flags = Instructions("a flag", (InstructionKind("turnFlagOn"), InstructionKind("removeTags")))
    >>> near_kinds("enable_flag", flags), near_kinds("deleteTags", flags)
    (['turn_flag_on'], ['remove_tags'])
    """
    wanted = snake_case(name[:_LONGEST])
    verb, _, rest = wanted.partition("_")
    said = [wanted, *(f"{other}_{rest}".strip("_") for other in _VERBS.get(verb, ()))]
    scores = {
        kind.identifier: max(_likeness(one, kind.identifier) - _LATER * place for place, one in enumerate(said))
        for kind in table
    }
    best = sorted((one for one in scores if scores[one] >= _CUTOFF), key=lambda one: -scores[one])[:_SUGGESTED]
    return best or suggest(wanted, scores)


def _likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1: begun alike, with all of its words, or spelled alike."""
    more = _LATER * max(len(other) - len(one), 0)
    if f"{other}_".startswith(f"{one}_"):
        return 1 - more / 2
    if _words(one) <= _words(other):
        return 1 - more
    return difflib.SequenceMatcher(None, one, other).ratio()


def _words(name: str) -> set[str]:
    """Return the words of a name, plural or not."""
    return {word.removesuffix("s") for word in name.split("_")}


def checked(
    kind: InstructionKind, arguments: Sequence[Any], parameters: Mapping[str, Any], *, title: str
) -> dict[str, Any]:
    """Return an instruction as it is sent.

    Args:
        kind: What is declared of it.
        arguments: Values without names, for the parameters in the order of the table.
        parameters: Values by name, in snake case or as the API spells it; None stands for a parameter left out.
        title: What the instruction changes, as messages name it.

    Raises:
        PatchError: A parameter is unknown, missing, given twice, or holds something else than it takes.

    >>> kind = InstructionKind("addTags", (Parameter("values", "texts"),))
    >>> checked(kind, [["a", "b"]], {}, title="a shop")
    {'kind': 'addTags', 'values': ['a', 'b']}
    """
    given = _by_name(kind, arguments, parameters, title)
    _check_presence(kind, given, title)
    made: dict[str, Any] = {"kind": kind.name}
    for each in kind.parameters:
        if each.name in given:
            made[each.name] = _fitted(kind, each, given[each.name], title)
    return made


def _fitted(kind: InstructionKind, parameter: Parameter, value: Any, title: str) -> Any:
    try:
        return fitting(parameter, value)
    except Unfit as error:
        choices = ", ".join(error.choices)
        raise _wrong(kind, title, error.problem, nearest=error.nearest, one_of=choices) from None
    except PatchError as error:
        raise PatchError(error.what, where=f"{kind.identifier}, {_for(title)}", **error.details) from None


def _by_name(
    kind: InstructionKind, arguments: Sequence[Any], parameters: Mapping[str, Any], title: str
) -> dict[str, Any]:
    positional = kind.positional
    if len(arguments) > len(positional):
        named = [each for each in kind.parameters if each not in positional]
        most = f"{len(positional)} without a name" if named else len(positional)
        nearest = f"{named[0].identifier}=…" if named else ""
        given_now = f"{len(arguments)} {'is' if len(arguments) == 1 else 'are'} given"
        raise _wrong(kind, title, f"takes {most or 'nothing'}, and {given_now}", nearest=nearest)
    given = dict(zip([each.name for each in positional], arguments, strict=False))
    for name, value in parameters.items():
        found = kind.parameter(name)
        if found is None:
            raise _unknown(kind, name, [*given, *parameters], title)
        if found.name in given:
            raise _wrong(kind, title, f"is given {found.identifier} twice", nearest=found.identifier)
        given[found.name] = value
    return {name: value for name, value in given.items() if value is not None or _may_be_null(kind, name)}


def _may_be_null(kind: InstructionKind, name: str) -> bool:
    return any(each.name == name and each.kind == "value" for each in kind.parameters)


def _unknown(kind: InstructionKind, name: str, given: Iterable[str], title: str) -> PatchError:
    others = {found.name for found in map(kind.parameter, given) if found is not None}
    free = [each for each in kind.parameters if each.name not in others]
    near = suggest(snake_case(name), [each.identifier for each in free])
    near = near or [each.identifier for each in free if each.required or each.name in kind.exactly_one]
    return _wrong(
        kind, title, f"takes no {shortened(repr(name))}", nearest="  ".join(f"{one}=…" for one in near[:_SUGGESTED])
    )


def _check_presence(kind: InstructionKind, given: Mapping[str, Any], title: str) -> None:
    missing = [each.identifier for each in kind.parameters if each.required and each.name not in given]
    if missing:
        nearest = "  ".join(f"{one}=…" for one in missing)
        raise _wrong(kind, title, f"needs {' and '.join(missing)}", nearest=nearest)
    for names, most, wanted in ((kind.exactly_one, 1, "exactly"), (kind.at_least_one, len(given), "at least")):
        present = [name for name in names if name in given]
        if names and not 1 <= len(present) <= max(most, 1):
            said = " or ".join(map(snake_case, names))
            counted = f"{len(present)} are given" if present else "none is given"
            nearest = f"{snake_case(names[0])}=…"
            raise _wrong(kind, title, f"needs {wanted} one of {said}, and {counted}", nearest=nearest)
    for each in kind.parameters:
        if each.name in given and each.only_with and each.only_with not in given:
            needed = snake_case(each.only_with)
            problem = f"takes {each.identifier} only together with {needed}"
            raise _wrong(kind, title, problem, nearest=f"{needed}=…")


def _wrong(kind: InstructionKind, title: str, problem: str, **details: str) -> PatchError:
    return PatchError(
        f"{kind.identifier} {problem}.",
        where=_for(title),
        **details,
        takes="\n".join(map(parameter_line, kind.parameters)) or "nothing",
        next=f".instruction({kind.name!r}, …) sends parameters as they are, unchecked",
    )


def _for(title: str) -> str:
    return f"an instruction for {title}"


def parameter_line(parameter: Parameter) -> str:
    """Return what a parameter takes, in one line.

    >>> parameter_line(Parameter("contextKind", "text", required=False, doc="user unless it is given"))
    'context_kind: a text, optional; user unless it is given'
    """
    more = ", optional" if not parameter.required else ""
    return f"{parameter.identifier}: {phrase(parameter)}{more}{'; ' * bool(parameter.doc)}{parameter.doc}"
