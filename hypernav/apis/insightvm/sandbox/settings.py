"""What users set up: made, replaced and deleted, in tables of the world whose things are never changed in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.data.world import next_id
from hypernav.sandbox.app import Handler, Refusal
from hypernav.sandbox.entities import Entity
from hypernav.sandbox.schema import Property, Schema


def _scalar(value: Any) -> str:
    return "must be a string" if isinstance(value, list | dict) else ""


NAME = Property(kind="any", required=True, check=_scalar)
"""A text that is needed; as for the console, a number or a truth value is one too."""
TEXT = Property(kind="any", null=True, check=_scalar)
"""A text that may be left out."""


def choice(values: tuple[str, ...], *, required: bool = False) -> Property:
    """Return a text that is one of some, in any case; nothing is none where it may be left out."""

    def check(value: Any) -> str:
        fits = str(value).casefold() in values or (not value and not required)
        return "" if fits else f"must be one of {', '.join(values)}"

    return Property(kind="any", null=not required, required=required, check=check)


def body_of(**members: Property) -> Schema:
    """Return what a body must be whose other members are kept as they are."""
    return Schema(members, unknown="keep")


def object_of(*, required: bool = False, **members: Property) -> Property:
    """Return a member that is an object with some members."""
    return Property(kind="object", null=not required, required=required, members=body_of(**members))


@dataclass(frozen=True, slots=True)
class Part:
    """Declare a member of something that has a place of its own, where it is replaced or taken away."""

    path: str
    member: str
    read: Callable[..., Any]
    """From a call and the thing to the member's value."""
    method: str = "PUT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Entity):
    """Declare a kind of thing that users set up, and its parts."""

    value: type
    members: Callable[..., Json]
    """From a call, a clean body and the thing that it replaces, or None, to the members of a value."""
    first: Schema | None = None
    """What a body must be that creates, where that differs from one that replaces."""
    leaving: Callable[..., None] = lambda call, thing: None
    """Refuses to delete a thing, or takes away what cannot be without it."""
    parts: tuple[Part, ...] = ()

    def routes(self) -> Iterator[tuple[str, str, Handler]]:
        """Yield method, path and handler of all that is served."""
        yield from Entity.routes(self)
        for part in self.parts:
            yield part.method, f"{self.path}{self.item}/{part.path}", self._changing(part)

    def create(self, call: Any, **values: Any) -> Any:
        """Make a thing under the next number."""
        call.require(*self.roles.get("create", ()))
        things = self._source(call)
        given = call.cleaned(self.first or self.schema)
        made = self.value(**{"id": next_id(things), **self.members(call, given, None)})
        things[made.id] = made
        call.world.changed()
        self.made(call, made)
        return call.created(made.id, self.path[1:], made.id, status=self.statuses.get("create", 201))

    def replace(self, call: Any, **values: Any) -> Any:
        """Replace what is set up of a thing."""
        call.require(*self.roles.get("replace", ()))
        old = self._found(call)
        return self.save(call, replace(old, **self.members(call, call.cleaned(self.schema, "replace"), old)))

    def delete(self, call: Any, **values: Any) -> Any:
        """Take a thing away."""
        call.require(*self.roles.get("delete", ()))
        old = self._found(call)
        self.leaving(call, old)
        del self._source(call)[old.id]
        call.world.changed()
        return call.done(call.link(self.path[1:].replace("_", " ").title(), self.path[1:]))

    def save(self, call: Call, thing: Any) -> Json:
        """Keep what a thing has become."""
        self._source(call)[thing.id] = thing
        call.world.changed()
        return call.done(call.link(self.title.title(), self.path[1:], thing.id))

    def _changing(self, part: Part) -> Handler:
        def change(call: Call, **values: Any) -> Any:
            old = self._found(call)
            return self.save(call, replace(old, **{part.member: part.read(call, old)}))

        return change


def setting(listed: Entity, **more: Any) -> Setting:
    """Return the declaration of a collection with what makes its things ones that users set up."""
    own = {each.name: getattr(listed, each.name) for each in fields(listed)}
    return Setting(**{**own, "does": "list create read replace delete", **more})


def must_be_new(title: str, member: str, given: Any, others: Any, old: Any = None) -> None:
    """Refuse a name that something else has already, in any case.

    Raises:
        Refusal: 400, something has it.
    """
    for other in others:
        if other is not old and str(getattr(other, member)).casefold() == str(given).casefold():
            raise Refusal(400, f"{title} with the {member} '{given}' already exists.")
