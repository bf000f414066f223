"""Patches: documents that say what to change, built fluently, checked before anything is sent."""

from __future__ import annotations

from hypernav.edits.json_patch import JsonPatch
from hypernav.edits.merge_patch import MergePatch
from hypernav.edits.operation import Operation
from hypernav.edits.pointer import pointer
from hypernav.edits.preview import Change, Preview
from hypernav.edits.semantic import SemanticPatch
from hypernav.missing import MISSING

__all__ = ["MISSING", "Change", "JsonPatch", "MergePatch", "Operation", "Preview", "SemanticPatch", "pointer"]
