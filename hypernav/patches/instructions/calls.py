"""What an attribute of a semantic patch gives: a function that adds one instruction, and says how it is called."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from hypernav.errors import PatchError
from hypernav.patches.instructions.checks import checked, parameter_line
from hypernav.patches.instructions.kinds import InstructionKind, Parameter, camel_case

Patch = TypeVar("Patch")

_TYPES: Mapping[str, Any] = {
    "text": str,
    "texts": list[str],
    "integer": int,
    "number": float,
    "boolean": bool,
    "milliseconds": int | datetime,
    "value": Any,
    "values": list[Any],
    "object": dict[str, Any],
    "objects": list[dict[str, Any]],
    "instructions": list[dict[str, Any]],
    "integers by name": dict[str, int],
    "texts by name": dict[str, list[str]],
}


def checked_call(kind: InstructionKind, title: str, add: Callable[[dict[str, Any]], Patch]) -> Callable[..., Patch]:
    """Return a function that makes an instruction, checked, and hands it on.

    >>> from hypernav.patches.instructions.kinds import InstructionKind
    >>> kind = InstructionKind("addTags", (Parameter("values", "texts"),), doc="Add tags.")
    >>> add_tags = checked_call(kind, "a shop", dict)
    >>> add_tags(["a"]), str(inspect.signature(add_tags))
    ({'kind': 'addTags', 'values': ['a']}, "(values: list[str]) -> 'SemanticPatch'")
    """

    def call(*arguments: Any, **parameters: Any) -> Patch:
        return add(checked(kind, arguments, parameters, title=title))

    need = "Needs an environment. " if kind.environment else ""
    lines = [kind.doc or f"Add {kind.name}.", "", f"Returns the patch with this instruction. {need}Sends nothing."]
    if kind.parameters:
        lines += ["", "Args:", *(f"    {parameter_line(each)}" for each in kind.parameters)]
    return _named(call, kind.identifier, "\n".join(lines), _signature(kind))


def unchecked(name: str, add: Callable[..., Patch]) -> Callable[..., Patch]:
    """Return a function that makes an instruction of any kind, unchecked, and hands it on.

    >>> unchecked("add_tags", lambda kind, **parameters: (kind, parameters))(tag_key="a")
    ('addTags', {'tagKey': 'a'})
    """
    kind = camel_case(name)

    def call(*arguments: Any, **parameters: Any) -> Patch:
        if arguments:
            raise PatchError(
                f"{name} takes its parameters by name: without a table, nobody knows their order.",
                next=f"{name}(parameter=value)",
            )
        return add(kind, **{camel_case(one): value for one, value in parameters.items()})

    return _named(call, name, f"Return the patch with an instruction {kind!r}, unchecked. Sends nothing.")


def _named(
    function: Callable[..., Patch], name: str, text: str, signature: inspect.Signature | None = None
) -> Callable[..., Patch]:
    function.__name__, function.__qualname__ = name, f"SemanticPatch.{name}"
    function.__doc__ = text
    if signature is not None:
        function.__signature__ = signature  # type: ignore[attr-defined]  # what inspect and IPython show
    return function


def _signature(kind: InstructionKind) -> inspect.Signature:
    positional = kind.positional
    others = [each for each in kind.parameters if each not in positional]
    shown = [_shown(each, inspect.Parameter.POSITIONAL_OR_KEYWORD) for each in positional]
    shown += [_shown(each, inspect.Parameter.KEYWORD_ONLY) for each in others]
    return inspect.Signature(shown, return_annotation="SemanticPatch")


def _shown(parameter: Parameter, way: Any) -> inspect.Parameter:
    kind = _TYPES[parameter.kind]
    if parameter.required:
        return inspect.Parameter(parameter.identifier, way, annotation=kind)
    return inspect.Parameter(parameter.identifier, way, default=None, annotation=kind if kind is Any else kind | None)
