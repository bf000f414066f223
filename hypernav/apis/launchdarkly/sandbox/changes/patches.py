"""The three kinds of PATCH body, told apart as the API does: by shape, and the semantic one by the media type."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hypernav.apis.launchdarkly.sandbox.changes.forgiving import apply_forgivingly, empty_of
from hypernav.apis.launchdarkly.sandbox.refusals import invalid
from hypernav.sandbox.bodies import essence
from hypernav.sandbox.patches import Place, apply_merge_patch, check_json_patch, is_editable, touched

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record
    from hypernav.sandbox.call import Call

PatchKind = Literal["json", "merge", "semantic"]
_DOMAIN_MODEL = "launchdarkly.semanticpatch"


@dataclass(frozen=True, slots=True)
class Patch:
    """Hold a PATCH body that has been understood."""

    kind: PatchKind
    content: Any
    """Operations, the merge object, or instructions."""
    comment: str = ""
    environment: str = ""
    """The semantic patch's ``environmentKey``."""


def read_patch(call: Call, *accepted: PatchKind) -> Patch:
    """Return the patch that a request carries, of one of the kinds that the resource takes.

    Raises:
        Refusal: The body is malformed, or of another kind.
        PatchRefused: The operations are malformed.
    """
    body = call.body(object)
    parameters = essence(call.request.headers.get("Content-Type", ""))[1]
    # Where nothing but a semantic patch is taken, the API does not ask for the media type's parameter.
    semantic = accepted == ("semantic",) or parameters.get("domain-model") == _DOMAIN_MODEL
    patch = _semantic(body) if semantic else _by_shape(body)
    if patch.kind not in accepted:
        raise invalid(f"Invalid request body: this resource takes no {patch.kind} patch")
    return patch


def _semantic(body: Any) -> Patch:
    if not isinstance(body, dict) or not isinstance(body.get("instructions"), list) or not body["instructions"]:
        raise invalid("Invalid request body: a semantic patch needs instructions")
    environment = body.get("environmentKey", "")
    if not isinstance(environment, str):
        raise invalid("Invalid request body: environmentKey must be a string")
    return Patch("semantic", body["instructions"], _comment(body), environment)


def _by_shape(body: Any) -> Patch:
    if isinstance(body, list):
        return Patch("json", check_json_patch(body))
    if not isinstance(body, dict):
        raise invalid()
    if "patch" in body:
        return Patch("json", check_json_patch(body["patch"]), _comment(body))
    if "merge" in body:
        if not isinstance(body["merge"], dict):
            raise invalid("Invalid request body: merge must be an object")
        return Patch("merge", body["merge"], _comment(body))
    if "instructions" in body:
        # Without the domain model the API takes it for a JSON patch, which it is not.
        raise invalid("Invalid request body: not a valid JSON patch")
    return Patch("merge", body)


def _comment(body: dict[str, Any]) -> str:
    comment = body.get("comment", "")
    if not isinstance(comment, str):
        raise invalid("Invalid request body: comment must be a string")
    return comment


def patched(document: Any, patch: Patch, editable: Sequence[Place]) -> Any:
    """Return a representation with a JSON or merge patch applied.

    Arguments:
        document: The representation, as a client would get it.
        patch: What to apply.
        editable: Paths that may be changed, with everything below them; ``*`` stands for any one name.

    Raises:
        Refusal: The patch changes something else.
        PatchRefused: A test fails, or a path is not there.
    """
    # A merge patch of nothing is one of the whole document.
    places = [*touched(patch.content)] or [()] * (patch.kind == "merge")
    for place in places:
        _require_editable(place, editable)
    apply = apply_merge_patch if patch.kind == "merge" else apply_forgivingly
    return apply(document, patch.content)


def edited(record: Record, document: Any, patch: Patch, editable: Sequence[str]) -> Record:
    """Return a record with what a patch makes of some members of its representation; what it takes away is empty.

    Raises:
        Refusal: The patch changes something else.
        PatchRefused: A test fails, or a path is not there.
    """
    shown = patched(document, patch, [(name,) for name in editable])
    changed = {
        name: shown[name] if name in shown else empty_of(record[name])
        for name in editable
        if name in {**shown, **record}
    }
    return {**copy.deepcopy(record), **changed}


def _require_editable(place: Place, editable: Sequence[Place]) -> None:
    hidden = next((name for name in place if name.startswith("_")), "")
    if hidden:
        raise invalid(f"Invalid request body: {hidden} is read-only")
    if not is_editable(place, editable):
        raise invalid(f"Invalid request body: /{'/'.join(place)} cannot be changed")
