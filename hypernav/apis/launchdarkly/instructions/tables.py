"""The kinds of instructions that semantic patches may hold, a table for each sort of resource.

Each table gives the path that takes it. Where the vendor's description and its examples disagree, the tables follow
what the API takes; a comment says so there.

>>> from hypernav.patches.instructions.semantic_patch import SemanticPatch
>>> SemanticPatch(table=TEAM).update_name("Checkout").body()
{'instructions': [{'kind': 'updateName', 'value': 'Checkout'}]}
"""

from __future__ import annotations

from hypernav.apis.launchdarkly.instructions.expiring import (
    EXPIRING_FLAGS_OF_USER,
    EXPIRING_TARGETS,
    EXPIRING_USER_TARGETS,
    SEGMENT_EXPIRING_TARGETS,
    SEGMENT_EXPIRING_USER_TARGETS,
)
from hypernav.apis.launchdarkly.instructions.flags import AI_CONFIG_TARGETING, FLAG
from hypernav.apis.launchdarkly.instructions.more import (
    APPROVAL_REQUEST,
    EXPERIMENT,
    HOLDOUT,
    LAYER,
    SCHEDULED_CHANGE,
    TRIGGER,
)
from hypernav.apis.launchdarkly.instructions.people import MEMBERS, TEAM, TEAMS
from hypernav.apis.launchdarkly.instructions.segments import SEGMENT

__all__ = [
    "AI_CONFIG_TARGETING",
    "APPROVAL_REQUEST",
    "EXPERIMENT",
    "EXPIRING_FLAGS_OF_USER",
    "EXPIRING_TARGETS",
    "EXPIRING_USER_TARGETS",
    "FLAG",
    "HOLDOUT",
    "LAYER",
    "MEMBERS",
    "SCHEDULED_CHANGE",
    "SEGMENT",
    "SEGMENT_EXPIRING_TARGETS",
    "SEGMENT_EXPIRING_USER_TARGETS",
    "TEAM",
    "TEAMS",
    "TRIGGER",
]
