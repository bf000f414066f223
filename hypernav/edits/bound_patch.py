"""Semantic patches bound to a place: instructions that are previewed, sent once, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any, Generic, Self, TypeVar

from hypernav.documents.document import Document
from hypernav.edits.changes import changes
from hypernav.edits.conflict import named
from hypernav.edits.delivery import Delivery, deliver
from hypernav.edits.draft import Draft
from hypernav.edits.guards import Guard
from hypernav.edits.preview import WritePreview
from hypernav.edits.request import SendOptions, WriteRequest, check_options, with_options
from hypernav.edits.result import Checked, Done
from hypernav.edits.subject import Subject, where, whole_of
from hypernav.edits.unsent import Unsent
from hypernav.errors import PatchError
from hypernav.names import suggest
from hypernav.navigation.expected import likely_url
from hypernav.navigation.node import Address, Node
from hypernav.navigation.resolving import at_address
from hypernav.patches.instructions.kinds import Instructions
from hypernav.patches.instructions.semantic_patch import SemanticPatch
from hypernav.patches.json.preview import Change
from hypernav.profile import Editing, Place, load
from hypernav.visible import shown
from hypernav.web.headers import overlaid

R = TypeVar("R")

_NOTHING: Mapping[str, str] = {}
_NO_GUARD = "none needed: instructions say what to do, not what to overwrite"
_APPLIED = "they are applied to whatever is there when they arrive; "
_ATOMIC = "all of them, or none"
_EACH = "each by itself, and the answer tells which failed"


class BoundPatch(Unsent, Generic[R]):
    """Collect instructions for one place; each method returns a new patch, and ``send`` sends them all at once.

    The methods are the kinds of instructions that the API has here: ``dir()`` and TAB list them.

    >>> import hypernav as hn
    >>> flag = hn.connect("launchdarkly", sandbox=True).go("/api/v2/flags/default/checkout")
    >>> patch = flag.instruct(environment="production").turn_flag_off().add_tags(values=["incident"])
    >>> done = patch.send(comment="payments are down")
    >>> done["environments"]["production"]["on"], done["tags"][-1]
    (False, 'incident')
    >>> undone = done.undo().send(comment="payments are back")
    """

    __slots__ = ("_environments", "_patch")

    def __init__(
        self, subject: Subject, patch: SemanticPatch, environments: Collection[str] | None, delivery: Delivery
    ) -> None:
        """Bind a patch to what was read of a place. Sends nothing.

        Args:
            subject: What was read.
            patch: The instructions so far.
            environments: Keys of the environments that there are, where they are known.
            delivery: What became of the patch; all patches that grow from one share it, so that one is sent.
        """
        super().__init__(subject, delivery)
        self._patch = patch
        self._environments = environments

    @property
    def patch(self) -> SemanticPatch:
        """Return the instructions as a patch that is bound to nothing. Sends nothing."""
        return self._patch

    # Composing

    def comment(self, text: str) -> Self:
        """Return this patch with a comment. Sends nothing."""
        return self._with(self._patch.comment(text))

    def for_environment(self, key: str) -> Self:
        """Return this patch for another environment. Sends nothing.

        Raises:
            PatchError: There is no such environment.
        """
        check_environment(key, self._environments)
        return self._with(self._patch.for_environment(key))

    def instruction(self, kind: str, /, **parameters: Any) -> Self:
        """Return this patch with an instruction taken as it is, its names as they are sent. Sends nothing."""
        return self._with(self._patch.instruction(kind, **parameters))

    def __getattr__(self, name: str) -> Any:
        """Return what adds an instruction of the kind that a name means. Sends nothing.

        Raises:
            UnknownInstruction: There is no such kind; the message names the nearest ones.
        """
        found = getattr(self._patch, name)
        return wraps(found)(_Adding(self, found)) if callable(found) else found

    def __dir__(self) -> list[str]:
        """List the methods and, as methods, the kinds of instructions."""
        own = {name for name in dir(type(self)) if not name.startswith("_")}
        return sorted(own.union(kind.identifier for kind in self._patch.table or ()))

    # Sending

    def send(
        self,
        *,
        comment: str = "",
        ignore_conflicts: bool = False,
        headers: Mapping[str, str] = _NOTHING,
        verify: bool = False,
        strict: bool = False,
    ) -> Done[R, Draft[R]]:
        """Send the instructions, once. **Sends** exactly one write.

        Args:
            comment: A comment for the API's own records.
            ignore_conflicts: Whether to send them although pending changes would break, where the API has that.
            headers: Further headers of this one request.
            verify: Whether to read the place back afterwards. **Sends** one GET.
            strict: Whether instructions that failed although the write was done are raised.

        Raises:
            AnswerContradicts: With ``strict``: some of them failed; ``done`` has the result.
            PatchError: There are no instructions, one does not fit, or they were sent already.
            ResponseError: The server refuses an instruction, and so all of them.
            OutcomeUnknown: The answer was lost; ``check`` reads back what is there.
        """
        self._delivery.require_open("The patch")
        request = self.request(comment=comment, ignore_conflicts=ignore_conflicts, headers=headers)
        subject = self._subject
        answer = deliver(subject, request, self._delivery, asked_by="instruct().send()")
        table = self._patch.table
        failures = table.failures if table is not None and not table.atomic else ""
        said = comment or self._patch.comment_text
        done: Done[R, Draft[R]] = Done(subject, request, None, answer, Draft, comment=said, failures=failures)
        return (done.verify() if verify else done).told(strict=strict or subject.session.options.strict)

    def check(self) -> Checked[R, Draft[R]]:
        """Read back what is there after an answer was lost. **Sends** one GET.

        Raises:
            PatchError: No answer was lost.
        """
        if self._delivery.state != "unknown":
            raise PatchError(f"There is nothing to check: the patch is {self._delivery.state}.", next=".send()")
        subject = self._subject
        theirs = subject.at(subject.session.read_now(subject.url, asked_by="instruct().check()").document)
        changed = changes(subject.data, theirs.data)
        if not changed:
            self._delivery.state = "open"
            return Checked("not done", dict(theirs.data), None, "nothing changed there; .send() sends it")
        what = named(each.pointer for each in changed)
        following = f"{what} changed, by these instructions or by somebody else; .instruct() begins anew"
        return Checked("changed", dict(theirs.data), None, following)

    def __copy__(self) -> Self:
        """Return a patch of its own with the same instructions; both are one to send, so that it is sent once."""
        return self._with(self._patch)

    def __len__(self) -> int:
        """Return the number of instructions."""
        return len(self._patch)

    def __bool__(self) -> bool:
        """Return True, with or without instructions."""
        return True

    def __repr__(self) -> str:
        """Say in one line what this is. Sends nothing."""
        path = self._subject.where.partition(" ")[2]
        return shown(f"BoundPatch(PATCH {path}, {self._patch!r})")

    def __str__(self) -> str:
        """Return the instructions as a list. Sends nothing."""
        return str(self._patch)

    def _with(self, patch: SemanticPatch) -> Self:
        return type(self)(self._subject, patch, self._environments, self._delivery)

    def _composed(self, asked: SendOptions) -> tuple[WriteRequest, Guard]:
        subject = self._subject
        editing = subject.editing if subject.editing.form != "value" else None
        check_options(editing, asked, instructing=True)
        patch = self._patch.comment(asked.comment) if asked.comment else self._patch
        headers = overlaid({"Content-Type": patch.content_type}, asked.headers)
        content = patch.body(environments=self._environments)
        table = self._patch.table
        guard = Guard(_NO_GUARD, _APPLIED + (_ATOMIC if table is None or table.atomic else _EACH))
        return WriteRequest("PATCH", with_options(editing, subject.url, asked), headers, content), guard

    def _expected(self) -> tuple[Change, ...]:
        return ()

    def _shown(
        self, request: WriteRequest, guard: Guard, asked: SendOptions, changed: tuple[Change, ...]
    ) -> WritePreview:
        shown, patch = super()._shown(request, guard, asked, changed), self._patch
        return replace(shown, comment=shown.comment or patch.comment_text, instructions=tuple(str(patch).split("\n")))


class _Adding:
    """Add an instruction to a bound patch, by the method of the patch that is bound."""

    def __init__(self, bound: BoundPatch[Any], add: Callable[..., Any]) -> None:
        self._bound = bound
        self._add = add

    def __call__(self, *arguments: Any, **parameters: Any) -> Any:
        added = self._add(*arguments, **parameters)
        return self._bound._with(added) if isinstance(added, SemanticPatch) else added


def instruct(node: Node, environment: str = "") -> BoundPatch[Any]:
    """Return a semantic patch bound to a place. **Sends** one GET unless the place is loaded in full."""
    session = node.session
    document = whole_of(node)
    url = document.url.partition("#")[0]
    declared = session.declared(url)
    if not declared.place.instructions:
        raise _takes_none(where(session, url), declared.place)
    table: Instructions = load(declared.place.instructions)
    subject = _subject(node, document, url, declared.place)
    meant = declared.values.get(table.environment_variable, "")
    known = _environments(subject.data, meant)
    check_environment(environment, known)
    patch = SemanticPatch(environment=environment or meant, table=table)
    return BoundPatch(subject, patch, known, Delivery())


def _takes_none(shown: str, declared: Place) -> PatchError:
    edits = declared.editing is not None
    writes = ", ".join(f".{name}()" for name in declared.writes)
    return PatchError(
        f"{shown} takes no instructions.",
        takes=".edit()" if edits else writes,
        next=".edit() begins a draft" if edits else "look at the place: its page lists what it takes",
    )


def _subject(node: Node, document: Document, url: str, declared: Place) -> Subject:
    # Where only instructions are taken, no draft can be made, not even one that takes them back.
    editing = declared.editing or Editing(form="value", value="instructions")
    target = at_address(node, Address(url))
    data = document.data if isinstance(document.data, dict) else {}
    return Subject(target, url, data, document.headers, editing, f"{node.session.profile.title} takes it here", node)


def _environments(data: Any, meant: str) -> Collection[str] | None:
    """Return the keys of the environments that there are, None where the representation does not tell."""
    if meant:
        return (meant,)
    known = data.get("environments")
    return tuple(known) if isinstance(known, dict) and known else None


def check_environment(key: str, environments: Collection[str] | None) -> None:
    """Refuse an environment that does not exist. Sends nothing.

    Raises:
        PatchError: There is none of that key; the message names the nearest.

    >>> check_environment("production", ("production", "test"))
    """
    if not key or environments is None or key in environments:
        return
    near = suggest(str(key), environments)
    raise PatchError(
        f"There is no environment {key!r} here.",
        nearest="  ".join(f"environment={one!r}" for one in near),
        environments=", ".join(environments),
        next=f"instruct(environment={(near or list(environments))[0]!r})",
    )


def table_at(node: Node) -> Instructions | None:
    """Return the kinds of instructions that the API takes at a place, None where it takes none."""
    url = likely_url(node)
    declared = node.session.declared(url).place.instructions if url else ""
    table: Instructions | None = load(declared) if declared else None
    return table
