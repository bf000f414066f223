"""The sample contexts: people, their organizations and their devices, as the SDKs of each environment saw them."""

from __future__ import annotations

import base64
import functools
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from hypernav.apis.launchdarkly.sandbox.data.draw import Draw
from hypernav.apis.launchdarkly.sandbox.data.flags import APPLICATIONS, DAY
from hypernav.apis.launchdarkly.sandbox.data.names import ENVIRONMENTS, MEMBERS
from hypernav.sandbox.identifiers import digest

Instance = dict[str, Any]
_FAMILIES = "Adeyemi Bianchi Costa Dubois Eriksson Fischer Garcia Horvat Ito Jensen Kim Larsen".split()
_ORGANIZATIONS = (
    ("northwind", "Northwind Traders", "enterprise", 420),
    ("fabrikam", "Fabrikam, Inc.", "enterprise", 180),
    ("tailspin", "Tailspin Toys", "team", 35),
    ("wingtip", "Wingtip Shoes", "team", 12),
    ("contoso", 'Contoso "Europe" GmbH', "free", 3),
)
_COUNTRIES = ("DE", "FR", "NL", "SE", "ES", "US")
_DEVICES = (("iOS", "17.4"), ("iOS", "18.1"), ("Android", "14"), ("Android", "15"))
_PEOPLE = 90


@functools.lru_cache(maxsize=32)
def instances_of(project: str, environment: str, now: int) -> tuple[Instance, ...]:
    """Return the context instances of an environment, the one seen last first.

    >>> len(instances_of("default", "production", 1_762_160_400_000))
    90
    >>> instances_of("default", "new", 1_762_160_400_000)
    ()
    """
    if environment not in [key for key, *_ in ENVIRONMENTS.get(project, ())]:
        return ()
    people = _PEOPLE if environment == "production" else _PEOPLE // 3
    made = [_instance(project, environment, number, now) for number in range(people)]
    return tuple(sorted(made, key=lambda one: (one["seen"], one["id"]), reverse=True))


@functools.lru_cache(maxsize=32)
def contexts_of(project: str, environment: str, now: int) -> tuple[Instance, ...]:
    """Return the contexts of an environment, one for each kind, key and application."""
    found: dict[tuple[str, str, str], Instance] = {}
    beside: dict[tuple[str, str, str], set[str]] = {}
    for instance in instances_of(project, environment, now):
        for context in parts(instance["context"]):
            name = f"{context['kind']}:{context['key']}"
            key = (context["kind"], context["key"], instance["applicationId"])
            made = {
                **instance,
                "id": _encoded(name),
                "context": context,
                "kinds": [context["kind"]],
                "kindKeys": [name],
            }
            found.setdefault(key, made)
            beside.setdefault(key, set()).update(set(instance["kindKeys"]) - {name})
    return tuple({**one, "associated": len(beside[key])} for key, one in found.items())


def parts(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the single contexts of one that may be of several kinds.

    >>> parts({"kind": "multi", "user": {"key": "a"}})
    [{'kind': 'user', 'key': 'a'}]
    """
    if context["kind"] != "multi":
        return [context]
    return [{"kind": kind, **value} for kind, value in context.items() if kind != "kind"]


def _instance(project: str, environment: str, number: int, now: int) -> Instance:
    draw = Draw("context", project, environment, str(number))
    single = list(_contexts(project, number, draw, now))
    names = [f"{one['kind']}:{one['key']}" for one in single]
    whole = single[0] if len(single) == 1 else {"kind": "multi", **{one["kind"]: _bare(one) for one in single}}
    seen = now - draw.between(0, 29 * DAY)
    return {
        "id": _encoded(":".join(names)),
        "applicationId": APPLICATIONS[project] if draw.chance(0.8) else "GoSDK/7.4",
        "context": whole,
        "kinds": [one["kind"] for one in single],
        "kindKeys": names,
        "seen": seen,
    }


def _contexts(project: str, number: int, draw: Draw, now: int) -> Iterator[dict[str, Any]]:
    yield _user(number, now)
    if draw.chance(0.5):
        key, name, plan, seats = draw.pick(_ORGANIZATIONS)
        yield {"kind": "organization", "key": key, "name": name, "plan": plan, "seats": seats}
    if project == "mobile":
        os, version = draw.pick(_DEVICES)
        yield {"kind": "device", "key": f"device-{digest('device', number)[:8]}", "os": os, "os/version": version}


def _user(number: int, now: int) -> dict[str, Any]:
    draw = Draw("user", str(number))
    first = draw.pick([first for first, *_ in MEMBERS if first])
    family = _FAMILIES[number % len(_FAMILIES)]
    made = now - draw.between(1, 900) * DAY
    user: dict[str, Any] = {"kind": "user", "key": f"user-{digest('user', number)[:6]}", "name": f"{first} {family}"}
    user["createdAt"] = stamp(made)
    if draw.chance(0.9):
        user["email"] = f"{first}.{family}@example.{draw.pick(('com', 'org'))}".lower()
    if draw.chance(0.7):
        user["country"] = draw.pick(_COUNTRIES)
    user["orders"] = draw.between(0, 40)
    user["beta"] = draw.chance(0.2)
    user["groups"] = draw.some(("beta-testers", "staff", "wholesale"), draw.between(0, 2))
    user["job"] = {"title": draw.pick(("Buyer", "Engineer", "Store manager"))}
    return user


def _bare(context: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in context.items() if name != "kind"}


def _encoded(name: str) -> str:
    return base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")


def stamp(milliseconds: int) -> str:
    """Return a time as RFC 3339 writes it.

    >>> stamp(0)
    '1970-01-01T00:00:00.000Z'
    """
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{milliseconds % 1000:03d}Z"
