"""A write as it would be sent, shown: what changes, what guards it, the exact request; secrets as variables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypernav.display.edits import ChangeRow, WriteFacts, request_lines, write_view
from hypernav.display.mimebundle import bundle
from hypernav.display.text import render_text
from hypernav.display.view import View
from hypernav.edits.request import WriteRequest
from hypernav.missing import MISSING
from hypernav.navigation.session import Session
from hypernav.patches.json.preview import Change
from hypernav.patches.json.values import json_text
from hypernav.web.urls import path_of

_SHOWN = 120
_VARIABLE = re.compile(r"HYPERNAV_VARIABLE_([A-Z0-9_]+)_HYPERNAV")


@dataclass(frozen=True, slots=True, repr=False)
class WritePreview:
    """Hold a write as it would be sent, with what it changes; shows itself as text and HTML. Sends nothing.

    >>> import hypernav as hn
    >>> flag = hn.connect("launchdarkly", sandbox=True).go("/api/v2/flags/default/checkout")
    >>> draft = flag.edit()
    >>> draft["description"] = "New checkout"
    >>> preview = draft.preview()
    >>> preview.changes[0].pointer, preview.changes[0].after
    ('/description', 'New checkout')
    """

    session: Session = field(repr=False, compare=False)
    request: WriteRequest
    """The request; its ``body`` is plain data, its ``content`` what would be sent, byte for byte."""
    changes: tuple[Change, ...]
    """Places that change, with their values before and after."""
    guard: str
    """What keeps the write from undoing somebody else's change, such as ``test /_version is 10``."""
    why: str
    """Why it is that guard, and what it means."""
    form: str = ""
    comment: str = ""
    notes: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()
    state: str = "not sent"
    expressions: tuple[str, ...] = ()

    def curl(self) -> str:
        """Return the request as a command line, secrets as variables. Sends nothing."""
        return curl_of(self.session, self.request)

    def __repr__(self) -> str:
        """Return the page as text."""
        return str(self)

    def __str__(self) -> str:
        """Return the page as text."""
        return render_text(self._view(), self.session.options)

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, str]:
        return bundle(self._view(), self.session.options, include, exclude)

    def _view(self) -> View:
        redact = self.session.client.redact
        method, path = self.request.method, path_of(self.request.url)
        facts = WriteFacts(
            heading=heading(self.session, f"{method} {redact(path)}", self.state),
            changes=rows_of(self.session, self.changes),
            unchanged="" if self.instructions else "none",
            instructions=[redact.in_data(line) for line in self.instructions],
            comment=redact.in_data(self.comment),
            form=self.form,
            guard=(redact.in_data(self.guard), *self.why.split("\n")),
            request=shown_request(self.session, self.request),
            notes=self.notes,
            expressions=self.expressions,
        )
        return write_view(facts, self.session.options, self.session.profile.epoch_milliseconds)


def heading(session: Session, request: str, state: str) -> tuple[str, ...]:
    """Return the first line of a page of a write. Sends nothing."""
    return (session.name, request, state, *(["sandbox"] if session.sandbox else []))


def rows_of(session: Session, changes: Iterable[Change]) -> list[ChangeRow]:
    """Return changes as rows to show, without secrets. Sends nothing."""
    return [
        ChangeRow(row.pointer, *(without_secrets(session, value, row.name) for value in (row.before, row.after)))
        for row in (ChangeRow(change.pointer, change.before, change.after) for change in changes)
    ]


def without_secrets(session: Session, value: Any, name: str) -> Any:
    """Return a value for showing, with a note in the place of each secret. Sends nothing."""
    return session.client.redact.data(value, name)


def shown_value(session: Session, value: Any, name: str) -> str:
    """Return a value for a message, on one line and without secrets. Sends nothing."""
    return "nothing" if value is MISSING else json_text(without_secrets(session, value, name), _SHOWN)


def shown_request(session: Session, request: WriteRequest) -> list[str]:
    """Return a request for people, line by line, secrets as variables. Sends nothing."""
    redact = session.client.redact
    content = _with_variables(request.body, redact.hides, lambda name: f"${name}", redact.in_data)
    method, url, headers = session.client.shown(request.method, request.url, headers=request.headers)
    return request_lines(method, url, headers, content)


def curl_of(session: Session, request: WriteRequest) -> str:
    """Return a request as a command line, secrets as variables. Sends nothing."""
    hides = session.client.redact.hides
    content = _with_variables(request.body, hides, lambda name: f"HYPERNAV_VARIABLE_{name}_HYPERNAV", str)
    body = WriteRequest(request.method, request.url, body=content).content
    line = session.client.curl(request.method, request.url, headers=request.headers, body=body)
    # The shell does not look for variables between single quotes, so these end for a moment.
    return _VARIABLE.sub(lambda match: f"'\"${match.group(1)}\"'", line)


def _with_variables(
    content: Any,
    hides: Callable[[str], bool],
    variable: Callable[[str], str],
    redact: Callable[[str], str],
    name: str = "",
) -> Any:
    """Return a body with a variable in the place of each text that is a secret by the name of its member."""
    if isinstance(content, str):
        if content and name and hides(name):
            return variable(re.sub(r"[^A-Za-z0-9]+", "_", name.rpartition(".")[2]).upper())
        shown = redact(content)
        return content if shown == content else shown  # which may know how it was written
    if isinstance(content, list):
        return [_with_variables(one, hides, variable, redact, name) for one in content]
    if not isinstance(content, Mapping):
        return content
    named = {key: key for key in content}
    if "op" in content and isinstance(content.get("path"), str) and "value" in content:
        named["value"] = ChangeRow(content["path"], None, None).name  # an operation names its member in the path
        if content["op"] == "test":
            put, variable = variable, lambda secret: put(f"{secret}_BEFORE")  # another secret than what is put there
    return {
        redact(str(key)): _with_variables(value, hides, variable, redact, named[key]) for key, value in content.items()
    }
