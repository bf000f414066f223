"""The audit log: how entries are written, and how resource specifiers choose among them."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.paths import path
from hypernav.apis.launchdarkly.sandbox.refusals import invalid
from hypernav.apis.launchdarkly.sandbox.store import Record, Store

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.changes.patches import Patch

_KINDS = {"proj": "project", "env": "environment"}
"""Kinds of resources that specifiers abbreviate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Say what was done to what."""

    kind: str
    """Kind of the resource: ``flag``, ``environment``, ``member`` and so on."""
    action: str
    resource: str
    """Resource specifier: ``proj/default:env/production:flag/checkout``."""
    name: str
    href: str
    verb: str
    """What the author did, for titles: ``turned on the flag``."""
    tags: tuple[str, ...] = ()
    comment: str = ""
    before: Any = None
    after: Any = None
    delta: Any = None
    merge: Any = None


def told(
    resource: str, record: Record, action: str, verb: str, patch: Patch | None = None, **versions: Any
) -> Happening:
    """Return what was done to a record; its kind and its path follow from its resource specifier.

    >>> told("proj/default:env/test", {"name": "Test"}, "deleteEnvironment", "deleted the environment").href
    '/api/v2/projects/default/environments/test'
    """
    keys = dict(part.split("/", 1) for part in resource.split(":"))
    last, key = list(keys.items())[-1]
    project, environment = keys.get("proj"), keys.get("env")
    paths = {
        "env": ("projects", project, "environments", key),
        "flag": ("flags", project, key),
        "segment": ("segments", project, environment, key),
    }
    kind = _KINDS.get(last, last)
    return Happening(
        kind=kind,
        action=action,
        resource=resource,
        name=record.get("name") or record.get("email") or record.get("url", key),
        href=path(*paths.get(last, (f"{kind}s", key))),
        verb=verb,
        tags=tuple(record.get("tags", ())),
        comment=patch.comment if patch else "",
        delta=patch.content if patch and patch.kind == "json" else None,
        merge=patch.content if patch and patch.kind == "merge" else None,
        **versions,
    )


def write(store: Store, happening: Happening, when: int, member: str, token: str = "") -> Record:
    """Add an entry to the audit log; no two entries bear the same time."""
    if store.log:
        when = max(when, store.log[-1]["date"] + 1)
    entry = {"_id": store.numbering.object_id(), "date": when, "member": member, "token": token, "what": happening}
    store.log.append(entry)
    return entry


_SPECIFIER = re.compile(r"[\w*./;,@+\-]+(:[\w*./;,@+\-]+)*")


def specifier_test(specifier: str) -> re.Pattern[str]:
    """Check a resource specifier and return the pattern of its parts' path.

    Raises:
        Refusal: It is malformed.

    >>> bool(specifier_test("proj/*:env/*:flag/*").fullmatch("proj/default:env/test:flag/checkout"))
    True
    """
    if not _SPECIFIER.fullmatch(specifier) or "/" not in specifier:
        raise invalid(f"Invalid resource specifier: {specifier!r}")
    parts = [part.split(";")[0] for part in specifier.split(":")]
    return re.compile(":".join(_part(part) for part in parts))


def _part(part: str) -> str:
    return "[^:]*".join(re.escape(piece) for piece in part.split("*"))


def names(specifier: str, happening: Happening) -> bool:
    """Say whether a resource specifier takes in the resource of a happening.

    A flag's own entry (``proj/p:flag/f``) is also one in every environment that the specifier allows.
    """
    pattern = specifier_test(specifier)
    wanted = {tag for part in specifier.split(":") for tag in part.split(";")[1:] for tag in tag.split(",") if tag}
    if not all(any(fnmatch.fnmatchcase(tag, pattern_) for tag in happening.tags) for pattern_ in wanted):
        return False
    resource = happening.resource
    if pattern.fullmatch(resource):
        return True
    project, _, rest = resource.partition(":")
    return rest.startswith("flag/") and bool(pattern.fullmatch(f"{project}:env/*:{rest}"))
