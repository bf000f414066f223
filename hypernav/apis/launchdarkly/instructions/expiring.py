"""The instructions that set a date on which a single target goes."""

from __future__ import annotations

from dataclasses import replace

from hypernav.apis.launchdarkly.instructions.shared import (
    CONTEXT_KEY,
    CONTEXT_KIND,
    EXPIRY,
    NO_ENVIRONMENT,
    SIDE,
    VARIATION,
    VERSION,
    other,
    text,
)
from hypernav.patches.instructions.kinds import InstructionKind, Instructions, Parameter

_USER = text("userKey")
_FLAG = text("flagKey")


def _dates(title: str, noun: str, *named: Parameter, version: Parameter = VERSION) -> Instructions:
    """Return the table of what sets, moves and removes the date of one target."""
    kinds = (
        InstructionKind(f"add{noun}", (*named, EXPIRY), doc="Set the date on which a target goes."),
        InstructionKind(f"update{noun}", (*named, EXPIRY, version), doc="Move the date on which a target goes."),
        InstructionKind(f"remove{noun}", named, doc="Keep a target that was to go."),
    )
    # The environment is a part of the path. Instructions that fail are told in the answer, beside those that do not.
    return replace(NO_ENVIRONMENT, title=title, kinds=kinds, atomic=False)


EXPIRING_TARGETS = _dates("the expiring targets of a flag", "ExpiringTarget", CONTEXT_KEY, CONTEXT_KIND, VARIATION)
"""``PATCH /api/v2/flags/{project}/{flag}/expiring-targets/{environment}``"""

EXPIRING_USER_TARGETS = _dates("the expiring users of a flag", "ExpireUserTargetDate", _USER, VARIATION)
"""``PATCH /api/v2/flags/{project}/{flag}/expiring-user-targets/{environment}``"""

EXPIRING_FLAGS_OF_USER = _dates("the expiring flags of a user", "ExpireUserTargetDate", _FLAG, VARIATION)
"""``PATCH /api/v2/users/{project}/{user}/expiring-user-targets/{environment}``"""

SEGMENT_EXPIRING_TARGETS = _dates(
    "the expiring targets of a segment", "ExpiringTarget", SIDE, CONTEXT_KEY, CONTEXT_KIND
)
"""``PATCH /api/v2/segments/{project}/{segment}/expiring-targets/{environment}``"""

SEGMENT_EXPIRING_USER_TARGETS = _dates(
    "the expiring users of a segment",
    "ExpireUserTargetDate",
    SIDE,
    _USER,
    version=other("version", "integer", "the version of the segment"),
)
"""``PATCH /api/v2/segments/{project}/{segment}/expiring-user-targets/{environment}``"""
