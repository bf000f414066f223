"""Instructions as people read them, and as the Python that makes them again."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hypernav.patches.instructions.kinds import camel_case, snake_case
from hypernav.patches.json.values import json_text, shortened, visible

_WIDEST = 100
_SHOWN = 3


def expression(start: str, calls: Sequence[str]) -> str:
    """Return a chain of calls as Python, over several lines where it is long.

    >>> expression("SemanticPatch()", ["turn_flag_on()", "comment('x')"])
    "SemanticPatch().turn_flag_on().comment('x')"
    """
    line = ".".join([start, *calls])
    if len(line) <= _WIDEST or not calls:
        return line
    return "\n".join(["(", f"    {start}", *(f"    .{call}" for call in calls), ")"])


def call(instruction: Mapping[str, Any], is_kind: Callable[[str], bool]) -> str:
    """Return the call that adds an instruction, such as ``add_tags(values=['a'])``.

    Args:
        instruction: As it is sent.
        is_kind: Whether an identifier names a kind and nothing else.

    >>> call({"kind": "addTags", "values": ["a"]}, bool)
    "add_tags(values=['a'])"
    >>> call({"kind": "mark", "a-b": 1}, lambda name: False)
    "instruction('mark', **{'a-b': 1})"
    """
    kind, parameters = instruction["kind"], {name: value for name, value in instruction.items() if name != "kind"}
    method = snake_case(kind)
    if is_kind(method) and camel_case(method) == kind and all(map(_keyword, parameters)):
        return f"{method}({', '.join(f'{_keyword(name)}={value!r}' for name, value in parameters.items())})"
    if all(name.isidentifier() and not keyword.iskeyword(name) for name in parameters):
        return f"instruction({', '.join([repr(kind), *(f'{name}={value!r}' for name, value in parameters.items())])})"
    return f"instruction({kind!r}, **{parameters!r})"


def _keyword(name: str) -> str:
    """Return the keyword that stands for a parameter, or nothing where none does."""
    if not name.isidentifier():
        return ""
    if camel_case(snake_case(name)) == name:
        return snake_case(name)
    return name if camel_case(name) == name and not keyword.iskeyword(name) else ""


def listing(title: str, instructions: Sequence[Mapping[str, Any]], environment: str, comment: str) -> str:
    """Return instructions as a numbered list; long values are cut, with their length.

    >>> print(listing("a flag", [{"kind": "turnFlagOn"}, {"kind": "addTags", "values": ["a"]}], "test", "why"))
    2 instructions for a flag in "test": "why"
      1  turn_flag_on
      2  add_tags  values: "a"
    """
    count = f"{len(instructions)} instruction{'s' * (len(instructions) != 1)}"
    place = f"{count}{f' for {title}' * bool(title)}{f' in {json_text(environment)}' * bool(environment)}"
    lines = [place + (f": {json_text(comment)}" if comment else "")]
    width = len(str(len(instructions)))
    for number, instruction in enumerate(instructions, 1):
        parts = [f"{_name(name)}: {_brief(value)}" for name, value in instruction.items() if name != "kind"]
        lines.append("  ".join([f"  {number:>{width}}", _name(instruction["kind"]), *parts]))
    return "\n".join(lines)


def _name(name: str) -> str:
    return shortened(visible(snake_case(name)))


def _brief(value: Any) -> str:
    if value and isinstance(value, list) and all(isinstance(one, str) for one in value):
        more = f", … {len(value) - _SHOWN} more of {len(value)}" if len(value) > _SHOWN else ""
        return ", ".join(json_text(one) for one in value[:_SHOWN]) + more
    return json_text(value)
