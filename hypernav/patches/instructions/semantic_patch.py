"""Semantic patches: what to do, as a list of instructions, instead of what the result looks like."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from typing import Any, Self

from hypernav.errors import PatchConflict, PatchError
from hypernav.names import is_probe, suggest
from hypernav.patches.instructions.calls import checked_call, unchecked
from hypernav.patches.instructions.checks import checked, known_kind
from hypernav.patches.instructions.kinds import Instructions
from hypernav.patches.instructions.text import call, expression, listing
from hypernav.patches.json.values import checked as as_json
from hypernav.patches.json.values import json_key

_ENVIRONMENT = "environmentKey"
# What Python asks of anything that might be a mapping or a file.
_PROTOCOLS = frozenset({"keys", "items", "values", "get", "read", "write", "close", "fileno"})


class SemanticPatch:
    """Collect instructions, by methods named like their kinds; each method returns a new patch.

    Names may be spelled as Python or as the API spells them. With a table of kinds they and their parameters are
    checked at once; without one any kind goes. Sends nothing.

    >>> patch = SemanticPatch(environment="production").turn_flag_on().add_tags(values=["beta"]).comment("launch")
    >>> patch.body()["instructions"]
    [{'kind': 'turnFlagOn'}, {'kind': 'addTags', 'values': ['beta']}]
    >>> print(patch)
    2 instructions in "production": "launch"
      1  turn_flag_on
      2  add_tags  values: "beta"
    """

    __slots__ = ("_comment", "_environment", "_instructions", "_table")

    _comment: str
    _environment: str
    _instructions: tuple[dict[str, Any], ...]
    _table: Instructions | None

    def __init__(self, *, environment: str = "", table: Instructions | None = None) -> None:
        """Begin without instructions.

        Args:
            environment: Key of the environment that the instructions are for, where they need one.
            table: The kinds of instructions that there are.

        Raises:
            PatchError: The environment is no text, or the table knows no environments.
        """
        self._table = table
        self._environment = _environment_of(environment, table)
        self._comment = ""
        self._instructions = ()

    # Reading

    @property
    def instructions(self) -> tuple[dict[str, Any], ...]:
        """Return the instructions as they are sent, as copies."""
        return tuple(self)

    @property
    def environment(self) -> str:
        """Return the key of the environment, or an empty text."""
        return self._environment

    @property
    def comment_text(self) -> str:
        """Return the comment, or an empty text."""
        return self._comment

    @property
    def table(self) -> Instructions | None:
        """Return the kinds of instructions that there are, where they are known."""
        return self._table

    @property
    def content_type(self) -> str:
        """Return the media type that the body is sent with."""
        return self._table.content_type if self._table else "application/json"

    def body(self, *, environments: Collection[str] | None = None) -> dict[str, Any]:
        """Return the body of the request, as a copy.

        Args:
            environments: Keys of the environments that there are, where they are known.

        Raises:
            PatchError: There are no instructions, one needs an environment and none is named, or the one that is
                named does not exist.
        """
        if not self._instructions:
            raise PatchError(
                "There are no instructions in this patch, and APIs refuse one without any.",
                next=f"add one: .{self._table.kinds[0].identifier}(…), dir() lists all" if self._table else "add one",
            )
        self._require_environment()
        if environments is not None and self._environment and self._environment not in environments:
            raise PatchError(
                f"There is no environment {self._environment!r}.",
                nearest="  ".join(map(repr, suggest(self._environment, environments))),
                environments=", ".join(environments),
                next='.for_environment("…") names another one',
            )
        return self._document()

    def _require_environment(self) -> None:
        if self._environment or self._table is None:
            return
        for number, instruction in enumerate(self._instructions, 1):
            kind = self._table.find(instruction["kind"])
            if kind is not None and kind.environment:
                raise PatchError(
                    f"{kind.identifier} needs an environment, and none is named.",
                    where=f"instruction {number} of {len(self)} for {self._table.title}",
                    next='instruct(environment="…") or .for_environment("…") names it by its key',
                )

    def _document(self) -> dict[str, Any]:
        member = self._table.environment_member if self._table else _ENVIRONMENT
        document: dict[str, Any] = {"comment": self._comment} if self._comment else {}
        if self._environment:
            document[member] = self._environment
        return {**document, "instructions": list(self)}

    # Composing

    def comment(self, text: str) -> Self:
        """Return this patch with a comment, for the audit log and all who are told.

        Raises:
            PatchError: The comment is no text.
        """
        if not isinstance(text, str):
            raise PatchError(f"A comment is a text, not {text!r}.", nearest=repr(str(text)))
        return self._with(comment=str.__str__(text))

    def for_environment(self, key: str) -> Self:
        """Return this patch for another environment; an empty key takes the environment away.

        Raises:
            PatchError: The key is no text, or the instructions take no environment.
        """
        return self._with(environment=_environment_of(key, self._table))

    def instruction(self, kind: str, /, **parameters: Any) -> Self:
        """Return this patch with an instruction taken as it is: unchecked, all names as they are sent.

        It is the way to say what no table knows yet.

        Raises:
            PatchError: The kind is no text, or a parameter is not JSON.

        >>> SemanticPatch().instruction("launchRocket", countDown=3).body()
        {'instructions': [{'kind': 'launchRocket', 'countDown': 3}]}
        """
        if "kind" in parameters or not (kind and isinstance(kind, str)):
            raise PatchError(
                f"An instruction has one kind, a text, not {parameters.get('kind', kind)!r}.",
                next='.instruction("theKind", parameter=value)',
            )
        return self._and(as_json({"kind": kind, **parameters}))

    def checked(self, table: Instructions | None = None) -> Self:
        """Return this patch with each instruction checked against a table, which it keeps.

        Raises:
            PatchError: An instruction is not among the kinds, or does not fit; the environment is not wanted.
        """
        table = table or self._table
        if table is None:
            return self
        made = type(self)(environment=self._environment, table=table)._with(comment=self._comment)
        for instruction in self._instructions:
            kind = known_kind(instruction["kind"], table)
            parameters = {name: value for name, value in instruction.items() if name != "kind"}
            made = made._and(checked(kind, (), parameters, title=table.title))
        return made

    def __add__(self, other: object) -> Self:
        """Return the instructions of both patches, in order, with both comments.

        Raises:
            PatchConflict: They are for two environments, or for two sorts of resources.
        """
        if not isinstance(other, SemanticPatch):
            return NotImplemented
        environments = {one for one in (self._environment, other._environment) if one}
        if len(environments) > 1:
            both = " and ".join(map(repr, sorted(environments)))
            raise PatchConflict(f"A patch is for one environment, not for {both}.", next="send two patches")
        if self._table and other._table and self._table != other._table:
            both = f"{self._table.title} and {other._table.title}"
            raise PatchConflict(f"A patch is for one sort of resource, not for {both}.", next="send two patches")
        comments = dict.fromkeys(one for one in (self._comment, other._comment) if one)
        made = type(self)(environment="".join(environments), table=self._table or other._table)
        made = made._with(comment="\n".join(comments))
        return made._and(*self._instructions, *other._instructions)

    def _with(self, *, environment: str | None = None, comment: str | None = None) -> Self:
        made = type(self)(table=self._table)
        made._environment = self._environment if environment is None else environment
        made._comment = self._comment if comment is None else comment
        made._instructions = self._instructions
        return made

    def _and(self, *instructions: dict[str, Any]) -> Self:
        made = self._with()
        made._instructions = (*self._instructions, *instructions)
        return made

    # Naming instructions

    def __getattr__(self, name: str) -> Callable[..., Self]:
        """Return what adds an instruction of the kind that a name means.

        Raises:
            UnknownInstruction: The table has no such kind; the message names the nearest ones.
        """
        if is_probe(name) or name in _PROTOCOLS:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        if self._table is None:
            return unchecked(name, self.instruction)
        return checked_call(known_kind(name, self._table), self._table.title, self._and)

    def __dir__(self) -> list[str]:
        """List the methods and, as methods, the kinds of the table."""
        kinds = [kind.identifier for kind in self._table or ()]
        return sorted({*_METHODS, *(kind for kind in kinds if not is_probe(kind))})

    # Standard documents

    @classmethod
    def of(cls, document: Mapping[str, Any] | Sequence[Any], *, table: Instructions | None = None) -> Self:
        """Return the patch that a body says, or a list of instructions; ``checked`` checks them.

        Raises:
            PatchError: It is no body of a semantic patch.

        >>> SemanticPatch.of([{"kind": "turnFlagOn"}])
        SemanticPatch().turn_flag_on()
        """
        if not isinstance(document, Mapping):
            document = {"instructions": document}
        member = table.environment_member if table else _ENVIRONMENT
        members = [name for name in ("comment", member, "instructions") if name]
        unknown = [str(name) for name in document if name not in members]
        if unknown:
            raise PatchError(
                f"A semantic patch has no member {unknown[0]!r}.",
                nearest="  ".join(map(repr, suggest(unknown[0], members))),
                members=", ".join(members),
            )
        made = cls(environment=document.get(member, ""), table=table).comment(document.get("comment", ""))
        instructions = document.get("instructions")
        if not isinstance(instructions, list | tuple) or not all(isinstance(one, Mapping) for one in instructions):
            raise PatchError("The instructions of a semantic patch are a list of objects.", nearest='[{"kind": "…"}]')
        for one in instructions:
            made = made.instruction(one.get("kind", ""), **{name: one[name] for name in one if name != "kind"})
        return made

    @classmethod
    def loads(cls, text: str | bytes, *, table: Instructions | None = None) -> Self:
        """Return the patch that a JSON text says, as ``of`` does.

        Raises:
            PatchError: It is no JSON, or no body of a semantic patch.
        """
        try:
            document = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise PatchError(f"This is no JSON: {error}.", next="loads() takes what dumps() returned") from None
        if not isinstance(document, dict | list):
            raise PatchError(f"A semantic patch is a JSON object, not {document!r}.", nearest='{"instructions": […]}')
        return cls.of(document, table=table)

    def dumps(self, *, indent: int | None = None) -> str:
        """Return the body as a JSON text; nothing is required of it."""
        return json.dumps(self._document(), ensure_ascii=False, indent=indent)

    # As a value

    def __len__(self) -> int:
        """Return the number of instructions."""
        return len(self._instructions)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield the instructions as they are sent, as copies."""
        return (as_json(instruction) for instruction in self._instructions)

    def __eq__(self, other: object) -> bool:
        """Tell whether another patch says the same; what the two were checked against does not matter."""
        return self._told() == other._told() if isinstance(other, SemanticPatch) else NotImplemented

    def __hash__(self) -> int:
        """Return the same number for patches that say the same."""
        return hash(self._told())

    def _told(self) -> tuple[Hashable, ...]:
        return self._environment, self._comment, *map(json_key, self._instructions)

    def __repr__(self) -> str:
        """Return Python that makes this patch again, unchecked."""
        environment = f"environment={self._environment!r}" if self._environment else ""
        written = [call(one, self._is_kind) for one in self._instructions]
        if self._comment:
            written.append(f"comment({self._comment!r})")
        return expression(f"{type(self).__name__}({environment})", written)

    @staticmethod
    def _is_kind(name: str) -> bool:
        return name.isidentifier() and not (name in _METHODS or name in _PROTOCOLS or is_probe(name))

    def __str__(self) -> str:
        """Return the instructions as a numbered list."""
        title = self._table.title if self._table else ""
        return listing(title, self._instructions, self._environment, self._comment)


_METHODS = tuple(name for name in vars(SemanticPatch) if not name.startswith("_"))


def _environment_of(key: str, table: Instructions | None) -> str:
    if not isinstance(key, str):
        raise PatchError(f"An environment is named by its key, a text, not {key!r}.", next='environment="production"')
    if key and table is not None and not table.environment_member:
        raise PatchError(
            f"The instructions for {table.title} take no environment, and {key!r} is named.",
            next="leave the environment out",
        )
    return str.__str__(key)
