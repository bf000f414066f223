"""One kind of thing that an API serves, as a declaration: how it is listed, read, made, changed and removed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from hypernav.sandbox.app import Handler, Reply
from hypernav.sandbox.bodies import essence
from hypernav.sandbox.call import Call, tag_of
from hypernav.sandbox.lists import Filter, Orders, Reading, filtered, named, ordered
from hypernav.sandbox.pages import Batch, Pages, Whole
from hypernav.sandbox.patches import Place, apply_json_patch, apply_merge_patch, check_json_patch, is_editable, touched
from hypernav.sandbox.problems import Invalid, Missing, Overtaken, Problem
from hypernav.sandbox.records import Record, Records
from hypernav.sandbox.schema import Doing, Schema

PatchKind = Literal["members", "merge", "json"]
"""What a PATCH is: members to set, a merge patch (RFC 7396) or a JSON Patch (RFC 6902)."""
_MEDIA_TYPES: Mapping[str, PatchKind] = {"application/json-patch+json": "json", "application/merge-patch+json": "merge"}


def _as_it_is(call: Call, record: Any) -> Any:
    return record


def _to_all(call: Call, record: Any) -> bool:
    return True


def _unnoticed(call: Call, *records: Record) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Declare what can be done with one kind of thing, and how."""

    table: str | Callable[[Call], Any]
    """The name of its table; or, where nothing is written, what returns the things: by key, or to be listed only."""
    path: str
    """The path of the list below the API's prefix, as routes have it."""
    item: str = "/<int:id>"
    """What follows for one thing; its last variable is the key."""
    does: str = "list read"
    """What is served: ``list read create replace patch delete``, any of them."""
    title: str = "record"
    """What one is called in messages, where there is no table that has a title."""
    schema: Schema = field(default_factory=Schema)
    within: Mapping[str, str] = field(default_factory=dict)
    """The variables of the path that say to what a thing belongs, and the members that hold it."""
    owner: str = ""
    """The table in which the first of these must be found, also where nothing belongs to it."""
    visible: Callable[[Call, Any], bool] = _to_all
    """Whether somebody may know of a thing; it is missing for all others."""
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Who may do what: ``{"delete": ("admin",)}``; anybody may do the rest."""
    filters: tuple[Filter, ...] = ()
    orders: Orders | None = None
    sortable: Iterable[str] | Mapping[str, Reading] | Callable[[Call], Callable[[str], Reading]] = ()
    """What the list can be ordered by: paths; names with what reads their values; or a function of the call."""
    default_order: tuple[tuple[str, bool], ...] = ()
    """The names to order by where nobody asks, and whether each descends."""
    pages: Pages = field(default_factory=Whole)
    row: Callable[[Call, Any], Any] = _as_it_is
    """A thing as lists show it."""
    wrap: Callable[[Call, Batch, Any], Any] | None = None
    """The answer that holds one page of this list and its rows, where it is not the one of all of the API's lists."""
    show: Callable[[Call, Any], Any] = _as_it_is
    """A thing as it is shown by itself."""
    put: Literal["replace", "patch"] = "replace"
    """Whether PUT sets all members, or those that it names."""
    patch: PatchKind = "members"
    """What a PATCH is whose media type does not say."""
    editable: tuple[Place, ...] = ()
    """The places that merge patches and JSON Patches may change; all that the schema takes unless given."""
    version: str = ""
    """The member that counts changes: a body that names another one than the current is refused."""
    tags: Literal["", "offered", "required"] = ""
    """Whether answers carry an ``ETag``, and whether writes need ``If-Match``."""
    made: Callable[[Call, Record], None] = _unnoticed
    """What happens when one was made; it may still set members."""
    changed: Callable[[Call, Record, Record], None] = _unnoticed
    """What happens when one was changed, from the former to the present record; it may still set members."""
    removed: Callable[[Call, Record], None] = _unnoticed
    """What happens when one was removed."""
    statuses: Mapping[str, int] = field(default_factory=dict)
    """Statuses of answers that differ from 200, 201 of ``create`` and 204 of ``delete``."""

    def routes(self) -> Iterator[tuple[str, str, Handler]]:
        """Yield method, path and handler of all that is served."""
        one = self.path + self.item
        table: dict[str, tuple[str, str, Handler]] = {
            "list": ("GET", self.path, self.list),
            "create": ("POST", self.path, self.create),
            "read": ("GET", one, self.read),
            "replace": ("PUT", one, self.replace),
            "patch": ("PATCH", one, self.change),
            "delete": ("DELETE", one, self.delete),
        }
        return (table[word] for word in self.does.split())

    def list(self, call: Call, **values: Any) -> Any:
        """Answer with one page of the list."""
        call.require(*self.roles.get("list", ()))
        arguments = call.request.args
        found = filtered(self._all(call), arguments, self.filters)
        orders = (self.orders(arguments) if self.orders else ()) or self.default_order
        reading = self.sortable(call) if callable(self.sortable) else named(self.sortable)
        batch = self.pages.cut(arguments, ordered(found, orders, reading))
        rows = [self.row(call, record) for record in batch.items]
        return self.wrap(call, batch, rows) if self.wrap else call.api.many(call, self, batch, rows)

    def read(self, call: Call, **values: Any) -> Any:
        """Answer with one record."""
        call.require(*self.roles.get("read", ()))
        shown = self.show(call, self._found(call))
        answer = call.api.one(call, self, shown)
        return call.tagged(answer, tag_of(shown)) if self.tags else answer

    def create(self, call: Call, **values: Any) -> Any:
        """Make a record."""
        call.require(*self.roles.get("create", ()))
        self._check_owner(call)
        body = call.api.unwrap(call, self, call.body(object))
        record = self.schema.clean(body, "create", call.tables)
        record |= {member: call.values[variable] for variable, member in self.within.items()}
        if self.version:
            record[self.version] = 1
        record = self._records(call).add(record)
        self.made(call, record)
        return self._answer(call, record, self.statuses.get("create", 201))

    def replace(self, call: Call, **values: Any) -> Any:
        """Set all that clients set of a record, or what the body names."""
        call.require(*self.roles.get("replace", ()))
        before = self._found(call)
        body = self._guarded(call, before, call.api.unwrap(call, self, call.body(object)))
        return self._write(call, before, self.schema.clean(body, self.put, call.tables, before), "replace")

    def change(self, call: Call, **values: Any) -> Any:
        """Set some of what clients set of a record."""
        call.require(*self.roles.get("patch", ()))
        before = self._found(call)
        kind = _MEDIA_TYPES.get(essence(call.request.headers.get("Content-Type", ""))[0], self.patch)
        body = self._guarded(call, before, call.api.unwrap(call, self, call.body(object)))
        if kind == "members":
            return self._write(call, before, self.schema.clean(body, "patch", call.tables, before), "patch")
        if kind == "json":
            check_json_patch(body)
        elif not isinstance(body, dict):
            raise Invalid([Problem("", "The body must be an object", "kind", body)], "shape")
        self._check_editable(touched(body))
        shown = self.show(call, before)
        patched = apply_json_patch(shown, body) if kind == "json" else apply_merge_patch(shown, body)
        if isinstance(patched, dict):
            patched = {name: value for name, value in patched.items() if self.schema.takes(name)}
        return self._write(call, before, self.schema.clean(patched, "replace", call.tables, before), "patch")

    def delete(self, call: Call, **values: Any) -> Any:
        """Take a record away."""
        call.require(*self.roles.get("delete", ()))
        before = self._found(call)
        self._guarded(call, before, None)
        records = self._records(call)
        self.removed(call, records.remove(records.key_of(before)))
        return Reply(None, self.statuses.get("delete", 204))

    def _write(self, call: Call, before: Record, after: Record, doing: Doing) -> Any:
        if self.version:
            after[self.version] = before[self.version] + 1
        self.changed(call, before, self._records(call).put(after))
        return self._answer(call, after, self.statuses.get(doing, 200))

    def _answer(self, call: Call, record: Record, status: int) -> Reply:
        shown = self.show(call, record)
        answer = call.api.one(call, self, shown)
        headers = {"ETag": tag_of(shown)} if self.tags else {}
        return answer if isinstance(answer, Reply) else Reply(answer, status, headers)

    def _guarded(self, call: Call, before: Record, body: Any) -> Any:
        """Return a body without its version, if neither that nor ``If-Match`` says that the record was changed."""
        if self.tags:
            call.check_match(tag_of(self.show(call, before)), required=self.tags == "required")
        if not self.version or not isinstance(body, dict) or self.version not in body:
            return body
        if body[self.version] != before[self.version]:
            raise Overtaken(self._records(call).title, self.version, before[self.version], body[self.version])
        return {name: value for name, value in body.items() if name != self.version}

    def _check_editable(self, places: Iterable[Place]) -> None:
        refused = [place for place in places if not self._is_editable(place)]
        if refused:
            raise Invalid([Problem(".".join(place), "cannot be changed", "read-only") for place in refused])

    def _is_editable(self, place: Place) -> bool:
        return is_editable(place, self.editable) if self.editable else bool(place) and self.schema.takes(place[0])

    def _source(self, call: Call) -> Any:
        return call.tables[self.table] if isinstance(self.table, str) else self.table(call)

    def _records(self, call: Call) -> Records:
        records = self._source(call)
        if not isinstance(records, Records):
            raise TypeError(f"What is written at {self.path} must be in a table of records.")
        return records

    def _all(self, call: Call) -> Iterable[Any]:
        self._check_owner(call)
        source = self._source(call)
        things = source.values() if isinstance(source, Mapping) else source
        return (each for each in things if self._is_there(call, each))

    def _found(self, call: Call) -> Any:
        self._check_owner(call)
        source = self._source(call)
        key = call.values[re.findall(r"(\w+)>", self.item)[-1]]
        if isinstance(source, Records):
            found: Any = source.get(self._key(call, source, key))
            title = source.title
        else:
            found, title = source.get(key), self.title
        if found is None or not self._is_there(call, found):
            raise Missing(title, key)
        return found

    def _key(self, call: Call, records: Records, key: Any) -> Any:
        """Return the key of what is asked for, with what it belongs to where that is part of the key."""
        if isinstance(records.key, str):
            return key
        variables = {member: variable for variable, member in self.within.items()}
        return tuple(call.values[variables[name]] if name in variables else key for name in records.key)

    def _check_owner(self, call: Call) -> None:
        if self.owner:
            call.tables[self.owner].get(call.values[next(iter(self.within))])

    def _is_there(self, call: Call, thing: Any) -> bool:
        belongs = all(thing.get(member) == call.values[variable] for variable, member in self.within.items())
        return belongs and self.visible(call, thing)
