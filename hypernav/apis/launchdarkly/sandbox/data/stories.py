"""What the flags of the simulated account have been through: one story a kind of flag."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Days = tuple[int, int]
Serving = Literal["on", "off", "split", "rules", "trial"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Describe a kind of flag; ages are in days before the sandbox's clock starts."""

    description: str
    tags: tuple[str, ...]
    created: Days
    changed: Days
    requested: tuple[float, float] | None
    """Ages of the last request in production; None where no SDK ever asked."""
    production: Serving
    elsewhere: Serving = "on"
    temporary: bool = True
    has_code: bool = True
    state: Literal["live", "deprecated", "archived"] = "live"
    purpose: Literal["", "migration"] = ""
    remove_by: Days | None = None
    """Age of the date by which the flag was to be gone; negative ages lie ahead."""


_NOW = (0.0, 0.02)

STORIES = {
    "rolling": Story(
        description="Rolls out {name}, a share of the traffic at a time.",
        tags=("release",), created=(20, 120), changed=(0, 6), requested=_NOW, production="split",
        remove_by=(-90, -20),
    ),
    "launched": Story(
        description="{name} is served to everybody; to be removed after the observation period.",
        tags=("release",), created=(60, 200), changed=(12, 45), requested=_NOW, production="on",
        remove_by=(-60, -5),
    ),
    "settled": Story(
        description="Release flag of {name}.",
        tags=("release",), created=(480, 1300), changed=(370, 470), requested=_NOW, production="on",
        remove_by=(120, 360),
    ),
    "dormant": Story(
        description="{name}; added for one occasion.",
        tags=("release",), created=(300, 1100), changed=(120, 290), requested=(35, 280), production="off",
        elsewhere="off", has_code=False, remove_by=(60, 280),
    ),
    "unborn": Story(
        description="Planned: {name}.",
        tags=("release",), created=(90, 600), changed=(90, 600), requested=None, production="off",
        elsewhere="off", has_code=False,
    ),
    "fresh": Story(
        description="Will control {name}.",
        tags=("release",), created=(0, 5), changed=(0, 5), requested=None, production="off", elsewhere="on",
        remove_by=(-180, -60),
    ),
    "switch": Story(
        description="Operational switch. Turn off in an incident; see the run book of {name}.",
        tags=("ops", "kill-switch"), created=(300, 1600), changed=(20, 300), requested=_NOW, production="on",
        temporary=False,
    ),
    "ops": Story(
        description="Operational setting: {name}.",
        tags=("ops", "configuration"), created=(200, 1500), changed=(8, 400), requested=_NOW, production="rules",
        temporary=False,
    ),
    "entitlement": Story(
        description="Plans that include {name}.",
        tags=("entitlement",), created=(250, 1400), changed=(9, 200), requested=_NOW, production="rules",
        temporary=False,
    ),
    "experiment": Story(
        description="Experiment: {name}.",
        tags=("experiment",), created=(15, 60), changed=(1, 14), requested=_NOW, production="trial",
        elsewhere="trial", remove_by=(-60, -14),
    ),
    "concluded": Story(
        description="Experiment {name} is over; the winner is served to everybody.",
        tags=("experiment",), created=(200, 420), changed=(95, 190), requested=_NOW, production="on",
        remove_by=(60, 150),
    ),
    "overdue": Story(
        description="{name}. To be removed with the real fix.",
        tags=("workaround",), created=(200, 700), changed=(60, 190), requested=_NOW, production="rules",
        remove_by=(30, 180),
    ),
    "deprecated": Story(
        description="Superseded: {name}.",
        tags=("release",), created=(900, 1700), changed=(60, 200), requested=(0.0, 5.0), production="rules",
        state="deprecated", remove_by=(10, 60),
    ),
    "migration": Story(
        description="Stages of the {name}.",
        tags=("migration",), created=(80, 300), changed=(2, 30), requested=_NOW, production="split",
        purpose="migration",
    ),
    "archived": Story(
        description="{name}.",
        tags=("release",), created=(700, 2000), changed=(300, 600), requested=(200, 500), production="off",
        elsewhere="off", has_code=False, state="archived",
    ),
}  # fmt: skip
