"""Patches: documents that say what to change, built fluently, checked before anything is sent.

Nothing in here sends.
"""

from __future__ import annotations

from hypernav.missing import MISSING
from hypernav.patches.instructions.semantic_patch import SemanticPatch
from hypernav.patches.json.json_patch import JsonPatch
from hypernav.patches.json.merge_patch import MergePatch
from hypernav.patches.json.operation import Operation
from hypernav.patches.json.pointer import pointer
from hypernav.patches.json.preview import Change, Preview

__all__ = ["MISSING", "Change", "JsonPatch", "MergePatch", "Operation", "Preview", "SemanticPatch", "pointer"]
