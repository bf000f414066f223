"""The three kinds of PATCH body, told apart as the API does: by shape, and the semantic one by the media type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hypernav.apis.launchdarkly.sandbox.refusals import invalid, lock_failed, patch_failed
from hypernav.sandbox.bodies import decode_json, essence
from hypernav.sandbox.patches import (
    PatchRefused,
    Place,
    apply_json_patch,
    apply_merge_patch,
    check_json_patch,
    is_editable,
    touched,
)

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

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


def body_of(request: Request) -> Any:
    """Return the JSON body of a request.

    Raises:
        Refusal: There is none.
    """
    try:
        return decode_json(request)
    except ValueError as error:
        raise invalid(f"Invalid request body: {error}") from None


def object_of(request: Request, *required: str) -> dict[str, Any]:
    """Return the JSON object of a request, with the members that it must have.

    Raises:
        Refusal: It is something else, or a member is missing or not a non-empty string.
    """
    body = body_of(request)
    if not isinstance(body, dict):
        raise invalid("Invalid request body: an object is required")
    for name in required:
        if not isinstance(body.get(name), str) or not body[name].strip():
            raise invalid(f"Invalid request body: {name} is required")
    return body


def read_patch(request: Request, accepted: Iterable[PatchKind]) -> Patch:
    """Return the patch that a request carries, of one of the kinds that the resource takes.

    Raises:
        Refusal: The body is malformed, or of another kind.
    """
    body = body_of(request)
    parameters = essence(request.headers.get("Content-Type", ""))[1]
    patch = _semantic(body) if parameters.get("domain-model") == _DOMAIN_MODEL else _by_shape(body)
    if patch.kind not in accepted:
        if "semantic" in accepted and "json" not in accepted:
            raise invalid("Invalid request body: a semantic patch needs the domain-model in its Content-Type")
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
        return Patch("json", _operations(body))
    if not isinstance(body, dict):
        raise invalid()
    if "patch" in body:
        return Patch("json", _operations(body["patch"]), _comment(body))
    if "merge" in body:
        if not isinstance(body["merge"], dict):
            raise invalid("Invalid request body: merge must be an object")
        return Patch("merge", body["merge"], _comment(body))
    if "instructions" in body:
        # Without the domain model the API takes it for a JSON patch, which it is not.
        raise invalid("Invalid request body: not a valid JSON patch")
    return Patch("merge", body)


def _operations(operations: Any) -> list[dict[str, Any]]:
    try:
        return check_json_patch(operations)
    except PatchRefused as error:
        raise invalid(f"Invalid request body: {error}") from None


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
        Refusal: The patch changes something else, a test fails (409), or a path is not there (422).
    """
    # A merge patch of nothing is one of the whole document.
    places = [*touched(patch.content)] or [()] * (patch.kind == "merge")
    for place in places:
        _require_editable(place, editable)
    if patch.kind == "merge":
        return apply_merge_patch(document, patch.content)
    try:
        return apply_json_patch(document, patch.content)
    except PatchRefused as error:
        if error.reason == "test":
            raise lock_failed() from None
        raise patch_failed(str(error)) from None


def _require_editable(place: Place, editable: Sequence[Place]) -> None:
    hidden = next((name for name in place if name.startswith("_")), "")
    if hidden:
        raise invalid(f"Invalid request body: {hidden} is read-only")
    if not is_editable(place, editable):
        raise invalid(f"Invalid request body: /{'/'.join(place)} cannot be changed")
