"""Criteria against all assets."""

from __future__ import annotations

from hypernav.apis.insightvm.sandbox.criteria.criteria import Criteria, read_criteria
from hypernav.apis.insightvm.sandbox.criteria.facts import VALUES
from hypernav.apis.insightvm.sandbox.criteria.matching import test_of
from hypernav.apis.insightvm.sandbox.data.world import World


def matching_assets(world: World, criteria: Criteria) -> list[int]:
    """Return the ids of the assets that criteria match, in order.

    >>> from hypernav.apis.insightvm.sandbox.criteria.criteria import read_criteria
    >>> world = World(evaluate)
    >>> len(matching_assets(world, read_criteria({"filters": [{"field": "site-id", "operator": "in", "values": [3]}]})))
    31
    """
    together = all if criteria.match == "all" else any
    tests = [(VALUES[entry.field.name], test_of(entry, world.now)) for entry in criteria.filters]
    return [
        identifier
        for identifier, asset in world.assets.items()
        if together(test(values(world, asset)) for values, test in tests)
    ]


def evaluate(world: World, criteria: object) -> frozenset[int]:
    """Return the assets that stored criteria match; for ``World``."""
    return frozenset(matching_assets(world, read_criteria(criteria)))
