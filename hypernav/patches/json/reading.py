"""JSON texts of patches, read strictly: what two readers could take differently is refused."""

from __future__ import annotations

import json
from typing import Any

from hypernav.errors import PatchError
from hypernav.patches.json.values import json_text, shortened, visible


def read_json(text: str | bytes | bytearray, what: str) -> Any:
    """Return the data of a JSON text (RFC 8259).

    Args:
        text: The text, as str or in UTF-8, UTF-16 or UTF-32.
        what: What it should be, for messages.

    Raises:
        PatchError: It is no JSON, names a member twice, or holds NaN or Infinity.

    >>> read_json('{"a": 1}', "merge patch")
    {'a': 1}
    """
    try:
        return json.loads(text, object_pairs_hook=_distinct, parse_constant=_refuse)
    except PatchError:
        raise
    except (ValueError, RecursionError) as error:
        start = bytes(text[:60]).decode(errors="replace") if isinstance(text, bytes | bytearray) else text[:60]
        raise PatchError(
            f"The text is no JSON, so it is no {what}.",
            began=visible(start),
            because=shortened(str(error), 200),
        ) from None


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise PatchError(
                f"An object names the member {json_text(name)} twice.",
                because="readers differ in which one they take",
                next="keep one of them",
            )
        found[name] = value
    return found


def _refuse(name: str) -> Any:
    raise PatchError(f"{name} is not JSON.", next="null, or text")
