"""Targets whose time has come: they leave the targeting of their flag, or their side of their segment."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import Work
from hypernav.apis.launchdarkly.sandbox.instructions.flags import FLAG_KINDS
from hypernav.apis.launchdarkly.sandbox.instructions.segments import SEGMENT_KINDS
from hypernav.sandbox.app import Refusal

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store


def expire(store: Store, now: int) -> None:
    """Take the targets away that have expired; ``now`` is the time in epoch milliseconds."""
    for place, kept in store.expiring.items():
        for one in [one for one in kept if one["expirationDate"] <= now]:
            kept.remove(one)
            # What it was about may be gone: the environment, or the variation.
            with suppress(Refusal):
                _take_away(store, place, one, now)


def _take_away(store: Store, place: tuple[str, ...], one: Record, now: int) -> None:
    kind, project, environment, key = place
    given = {"contextKind": one["contextKind"], "values": [one["contextKey"]]}
    if kind == "flag":
        flag = store.flags[project][key]
        taken = {"kind": "removeTargets", "variationId": one["variationId"], **given}
        after = FLAG_KINDS.run(Work(store, flag, project, environment, now), [taken]).record
        after["_version"] += 1
        after["environments"][environment]["version"] += 1
        store.flags[project][key] = after
        return
    segments = store.segments_of(project, environment)
    word = f"remove{one['targetType'].title()}Targets"
    after = SEGMENT_KINDS.run(Work(store, segments[key]), [{"kind": word, **given}]).record
    segments[key] = {**after, "version": after["version"] + 1}
