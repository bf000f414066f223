"""Semantic patches: a table of instruction kinds, and what applies a list of them, whole or not at all."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypernav.apis.launchdarkly.sandbox.refusals import invalid
from hypernav.apis.launchdarkly.sandbox.store import Record, Store

Instruction = Mapping[str, Any]


@dataclass(slots=True)
class Work:
    """Hold what an instruction may change: a copy of the record, until all instructions have succeeded."""

    store: Store
    record: Record
    project: str = ""
    environment: str = ""
    now: int = 0
    deleted: bool = False

    @property
    def targeting(self) -> Record:
        """Return the flag's targeting in the environment of the patch.

        Raises:
            Refusal: The patch names no environment, or one that the project does not have.
        """
        if not self.environment:
            raise invalid("environmentKey is required by this instruction")
        try:
            found: Record = self.record["environments"][self.environment]
        except KeyError:
            raise invalid(f"Unknown environment key: {self.environment!r}") from None
        return found


Apply = Callable[[Work, Instruction], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """Describe a kind of instruction: what it does, and how the audit log tells it."""

    apply: Apply
    action: str
    verb: str


class Kinds:
    """Collect the kinds of instructions that one sort of resource takes."""

    def __init__(self) -> None:
        """Start with an empty table."""
        self.table: dict[str, Kind] = {}

    def add(self, name: str, action: str, verb: str) -> Callable[[Apply], Apply]:
        """Return a decorator that enters a function as a kind of instruction."""

        def enter(apply: Apply) -> Apply:
            self.table[name] = Kind(apply, action, verb)
            return apply

        return enter

    def include(self, other: Kinds) -> None:
        """Enter all kinds of another table."""
        self.table.update(other.table)

    def run(self, work: Work, instructions: Sequence[Instruction]) -> Work:
        """Apply instructions in order to a copy of the record; the record itself is not changed.

        Raises:
            Refusal: An instruction is unknown or cannot be applied; its number is in the message.
        """
        done = Work(work.store, copy.deepcopy(work.record), work.project, work.environment, work.now)
        for instruction in instructions:
            self.kind_of(instruction).apply(done, instruction)
        return done

    def kind_of(self, instruction: Any) -> Kind:
        """Return the kind of an instruction."""
        name = instruction.get("kind") if isinstance(instruction, dict) else None
        if not isinstance(name, str) or name not in self.table:
            raise invalid(f"Invalid instruction kind: {name!r}")
        return self.table[name]


def text(instruction: Instruction, name: str) -> str:
    """Return a parameter that must be a string."""
    value = instruction.get(name)
    if not isinstance(value, str):
        raise wrong(instruction, f"{name} must be a string")
    return value


def words(instruction: Instruction, name: str = "values") -> list[str]:
    """Return a parameter that must be a list of strings."""
    value = instruction.get(name)
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise wrong(instruction, f"{name} must be a list of strings")
    return value


def flag_value(instruction: Instruction, name: str) -> bool:
    """Return a parameter that must be a boolean."""
    value = instruction.get(name)
    if not isinstance(value, bool):
        raise wrong(instruction, f"{name} must be a boolean")
    return value


def records(instruction: Instruction, name: str) -> list[Record]:
    """Return a parameter that must be a list of objects."""
    value = instruction.get(name)
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise wrong(instruction, f"{name} must be a list of objects")
    return value


def wrong(instruction: Instruction, detail: str) -> Exception:
    """Return the refusal of an instruction whose parameters do not fit."""
    return invalid(f"Invalid instruction {instruction.get('kind')}: {detail}")


def united(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the values of both lists, each once, in order.

    >>> united(["a", "b"], ["b", "c"])
    ['a', 'b', 'c']
    """
    return list(dict.fromkeys([*old, *new]))


def without(old: Sequence[Any], gone: Sequence[Any]) -> list[Any]:
    """Return the values of a list that are not in another.

    >>> without(["a", "b"], ["b", "c"])
    ['a']
    """
    return [value for value in old if value not in gone]


def setting(member: str, value: Any) -> Apply:
    """Return what gives a member of the record a value."""
    return lambda work, instruction: work.record.update({member: value})


def setting_text(member: str) -> Apply:
    """Return what gives a member of the record the text of the instruction."""
    return lambda work, instruction: work.record.update({member: text(instruction, "value")})


def add_list_kinds(kinds: Kinds, title: str, member: str, action: str, verb: str) -> None:
    """Enter the two kinds of instructions that add values to a list of the record, and remove some."""
    for word, change in (("add", united), ("remove", without)):
        kinds.add(f"{word}{title}", action, verb)(_changing(member, change))


def _changing(member: str, change: Callable[[list[str], list[str]], list[str]]) -> Apply:
    return lambda work, instruction: work.record.update({member: change(work.record[member], words(instruction))})
