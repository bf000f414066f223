"""How LaunchDarkly's resources take edits: JSON Patch, guarded by versions, or by values where there is none.

The vendor's description lists comments for flags and segments, and dry runs for these two; pending changes can be
ignored for flags only.
"""

from __future__ import annotations

from hypernav.profile import Editing

FLAG = Editing(
    form="json patch",
    guard="test",
    guard_member="_version",
    guard_parts=("environments.*.version",),
    read_only=(
        *("key", "kind", "creationDate", "archivedDate", "deprecatedDate", "experiments", "goalIds"),
        *(f"environments.*.{name}" for name in ("lastModified", "salt", "sel", "archived", "debugEventsUntilDate")),
    ),
    comment=True,
    dry_run_parameter="dryRun",
    ignore_conflicts_parameter="ignoreConflicts",
)
SEGMENT = Editing(
    form="json patch",
    guard="test",
    guard_member="version",
    read_only=("key", "creationDate", "lastModifiedDate", "deleted", "generation", "unbounded"),
    comment=True,
    dry_run_parameter="dryRun",
)
PROJECT = Editing(form="json patch", guard="test", read_only=("key", "environments"))
ENVIRONMENT = Editing(form="json patch", guard="test", read_only=("key", "apiKey", "mobileKey"))
MEMBER = Editing(
    form="json patch",
    guard="test",
    guard_member="version",
    read_only=("email", "mfa", "creationDate", "oauthProviders", "teams"),
)
WEBHOOK = Editing(form="json patch", guard="test")
