"""The instructions that experiments, holdouts, layers, scheduled changes, triggers and approval requests take."""

from __future__ import annotations

from dataclasses import replace

from hypernav.apis.launchdarkly.instructions.flags import FLAG
from hypernav.apis.launchdarkly.instructions.shared import (
    CONTENT_TYPE,
    NEW_DESCRIPTION,
    NEW_NAME,
    NO_ENVIRONMENT,
    optional,
    other,
    text,
    texts,
)
from hypernav.patches.instructions.kinds import InstructionKind, Instructions, Parameter

_EXPERIMENT_KEY = text("experimentKey")

EXPERIMENT = replace(
    NO_ENVIRONMENT,
    title="an experiment",
    kinds=(
        InstructionKind("updateName", (NEW_NAME,), doc="Change the name."),
        InstructionKind("updateDescription", (NEW_DESCRIPTION,), doc="Change the description."),
        InstructionKind(
            "startIteration",
            (optional(text("changeJustification", "why; required while an iteration runs")),),
            doc="Start an iteration that was created before.",
        ),
        InstructionKind(
            "stopIteration",
            (text("winningTreatmentId", "the _id of a treatment"), text("winningReason")),
            doc="Stop the iteration that runs, and name its winner.",
        ),
        InstructionKind("archiveExperiment", doc="Hide the experiment; no iteration can start then."),
        InstructionKind("restoreExperiment", doc="Bring an archived experiment back."),
    ),
)
"""``PATCH /api/v2/projects/{project}/environments/{environment}/experiments/{experiment}``"""

HOLDOUT = replace(
    NO_ENVIRONMENT,
    title="a holdout",
    kinds=(
        InstructionKind("endHoldout", doc="End the holdout."),
        InstructionKind("removeExperiment", (text("value", "key of an experiment"),), doc="Take an experiment out."),
        InstructionKind("updateName", (NEW_NAME,), doc="Change the name."),
        InstructionKind("updateDescription", (NEW_DESCRIPTION,), doc="Change the description."),
    ),
)
"""``PATCH /api/v2/projects/{project}/environments/{environment}/holdouts/{holdout}``"""

LAYER = Instructions(
    "a layer",
    (
        # Unlike everywhere else, the new name and description are not called value here.
        InstructionKind("updateName", (text("name", "the new name"),), doc="Change the name."),
        InstructionKind("updateDescription", (text("description", "the new one"),), doc="Change the description."),
        InstructionKind(
            "updateExperimentReservation",
            (_EXPERIMENT_KEY, Parameter("reservationPercent", "integer", bounds=(0, 100))),
            environment=True,
            doc="Reserve a share of the layer's traffic for an experiment.",
        ),
        InstructionKind(
            "removeExperiment",
            (_EXPERIMENT_KEY,),
            environment=True,
            doc="Reserve no traffic for an experiment any more.",
        ),
    ),
    CONTENT_TYPE,
)
"""``PATCH /api/v2/projects/{project}/layers/{layer}``"""

SCHEDULED_CHANGE = replace(
    NO_ENVIRONMENT,
    title="a scheduled change",
    kinds=(
        InstructionKind("deleteScheduledChange", doc="Cancel the change."),
        InstructionKind(
            "replaceScheduledChangesInstructions",
            (
                Parameter(
                    "value",
                    "instructions",
                    choices=tuple(kind.name for kind in FLAG),
                    doc="those for the flag when the time comes",
                ),
            ),
            doc="Change what is to happen.",
        ),
        InstructionKind(
            "updateScheduledChangesExecutionDate",
            (other("value", "milliseconds"),),
            doc="Change when it is to happen.",
        ),
    ),
)
"""``PATCH /api/v2/projects/{project}/flags/{flag}/environments/{environment}/scheduled-changes/{change}``"""

TRIGGER = replace(
    NO_ENVIRONMENT,
    title="a trigger",
    kinds=(
        InstructionKind(
            "replaceTriggerActionInstructions",
            (Parameter("value", "instructions", choices=("turnFlagOn", "turnFlagOff"), doc="those for the flag"),),
            doc="Change what the trigger does.",
        ),
        InstructionKind("cycleTriggerUrl", doc="Give the trigger a new URL; the old one stops working."),
        InstructionKind("disableTrigger", doc="Stop the trigger, and keep it."),
        InstructionKind("enableTrigger", doc="Let the trigger run again."),
    ),
)
"""``PATCH /api/v2/flags/{project}/{flag}/triggers/{environment}/{trigger}``"""

APPROVAL_REQUEST = replace(
    NO_ENVIRONMENT,
    title="an approval request",
    kinds=(
        InstructionKind(
            "addReviewers",
            (
                optional(texts("notifyMemberIds", "the _id of each member")),
                optional(texts("notifyTeamKeys", "keys of teams")),
            ),
            at_least_one=("notifyMemberIds", "notifyTeamKeys"),
            doc="Ask more members or teams for a review.",
        ),
        InstructionKind(
            "updateDescription",
            (text("value", "the new description, of 1 to 5,000 characters"),),
            doc="Change the description.",
        ),
    ),
)
"""``PATCH /api/v2/approval-requests/{id}``, and the approval requests of one flag"""
