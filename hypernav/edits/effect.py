"""What the answer to a write shows of the values that were sent: held, contradicted, or not to be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hypernav.documents.effect import Asked, Effect
from hypernav.documents.identity import HYPERMEDIA, IDENTIFIERS
from hypernav.documents.paths import at_path
from hypernav.edits.changes import Changed
from hypernav.missing import MISSING
from hypernav.patches.json.pointer import shown
from hypernav.patches.json.values import json_key, same_json
from hypernav.search.judging.spans import span_of
from hypernav.search.judging.truth import Truth, truth

NOT_CARRIED = "the answer does not carry the representation"
_DIGITS = range(2, 10)
"""Places after the point that a server may round to; fewer change an amount."""
_ABSENT = "the answer does not show it"
_MASKED = "the answer hides it"
_ANOTHER = "it was taken away, and has another value now"

Tell = Callable[[Any, Changed], str]
"""Returns a value as people see it, without secrets, for the place that it stands at."""


def effect_of(changed: Iterable[Changed], answered: Mapping[str, Any] | None, tell: Tell, why: str = "") -> Effect:
    """Return what a representation that came back shows of what a write was to change. Sends nothing.

    Only what was changed is judged: what servers compute is not sent, and may be whatever it is.

    Args:
        changed: What the write was to change.
        answered: The representation that came back, None where none did.
        tell: Returns a value as people see it.
        why: Why nothing can be seen, where no representation came back.

    >>> changed = [Changed(("name",), "a", "b"), Changed(("size",), 1, 2)]
    >>> print(effect_of(changed, {"name": "a", "size": 2}, lambda value, at: repr(value)))
    contradicted    /name is 'b': it is still 'a'
    held            /size is 2
    """
    return Effect(tuple(_asked(each, answered, tell, why) for each in changed))


def _asked(each: Changed, answered: Mapping[str, Any] | None, tell: Tell, why: str) -> Asked:
    gone = each.after is MISSING
    text = f"{shown(each.pointer)} is {'taken away' if gone else tell(each.after, each)}"
    if answered is None:
        return Asked(text, "cannot be seen", why or NOT_CARRIED)
    found = at_path(answered, each.path)
    if gone:
        return _taken_away(text, each, found, tell)
    if found is MISSING:
        return Asked(text, "held") if each.after is None else Asked(text, "cannot be seen", _ABSENT)
    if _holds(each.after, found):
        return Asked(text, "held")
    if not same_json(each.before, found):
        if _is_masked(found):
            return Asked(text, "cannot be seen", _MASKED)
        if _same_elements(each.after, found):
            return Asked(text, "held")
        if is_normalised(each.after, found):
            return Asked(text, "held", f"as {tell(found, each)}")
        if may_be_same_time(each.after, found):
            return Asked(text, "cannot be seen", f"it is {tell(found, each)}, and one of both has no zone")
        return Asked(text, "contradicted", f"it is {tell(found, each)}", 1)
    return Asked(text, "contradicted", f"it is still {tell(found, each)}", 1)


def _taken_away(text: str, each: Changed, found: Any, tell: Tell) -> Asked:
    if found is MISSING or found is None:
        return Asked(text, "held")
    if same_json(each.before, found):
        return Asked(text, "contradicted", f"it is still {tell(found, each)}", 1)
    return Asked(text, "cannot be seen", _ANOTHER)


def _holds(sent: Any, found: Any) -> bool:
    """Tell whether a value holds what was sent: objects may have members besides, which the server set."""
    if isinstance(sent, dict) and isinstance(found, dict):
        return all(_holds(value, found.get(name)) for name, value in sent.items())
    if isinstance(sent, list) and isinstance(found, list):
        return len(sent) == len(found) and all(map(_holds, sent, found))
    return same_json(sent, found)


def _same_elements(sent: Any, found: Any) -> bool:
    """Tell whether an array came back in another order, or without what stood in it twice, as sets do."""
    if not isinstance(sent, list) or not isinstance(found, list) or len(found) > len(sent):
        return False
    return {json_key(one) for one in sent} == {json_key(one) for one in found}


def is_normalised(sent: Any, found: Any) -> bool:
    """Tell whether a server took a value and wrote it in its own way: trimmed, in other case, rounded, as a text.

    >>> is_normalised(" Ada@Acme.test", "ada@acme.test"), is_normalised(9.994, 9.99), is_normalised("007", "7")
    (True, True, False)
    """
    if isinstance(sent, bool) or isinstance(found, bool):
        return False
    if isinstance(sent, str) and isinstance(found, str) and sent.strip().isdecimal():
        return sent.strip() == found  # of an identifier, no zero may go
    one, other = span_of(sent, found), span_of(found, sent)
    if one is not None and other is not None:
        return one.first == other.first
    if truth("equal", found, [sent]) is Truth.LIKELY:
        return True
    if not isinstance(sent, float) or not isinstance(found, int | float):
        return False
    return any(round(sent, digits) == found for digits in _DIGITS)


def may_be_same_time(sent: Any, found: Any) -> bool:
    """Tell whether two times may be one, were the zone known of that which has none.

    >>> may_be_same_time("2026-01-31", "2026-01-31T00:00:00Z"), may_be_same_time("2026-01-31", "2026-03-01")
    (True, False)
    """
    one, other = span_of(sent, found), span_of(found, sent)
    return one is not None and other is not None and one.overlaps(other)


def _is_masked(value: Any) -> bool:
    return isinstance(value, str) and bool(value) and not value.strip("*•●x")


def carries(data: Any, base: Mapping[str, Any]) -> bool:
    """Tell whether an answer shows the thing that was written, perhaps not all of it, and not a receipt or a job.

    >>> base = {"id": 1, "status": "new", "size": 3}
    >>> carries({"id": 1, "status": "done"}, base), carries({"status": "ok"}, base)
    (True, False)
    """
    known = {name for name in base if name not in HYPERMEDIA}
    if not isinstance(data, dict) or 2 * len(known & data.keys()) < len(known):
        return False
    named = [name for name in IDENTIFIERS if isinstance(base.get(name), str | int)]
    if not named:
        return len(known & data.keys()) > 1 or known == data.keys()
    return all(same_json(base[name], data[name]) for name in named if name in data)
