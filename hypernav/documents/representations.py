"""Several links of one relation that lead to one resource: only the form or the language differs (RFC 8288, 3.4)."""

from __future__ import annotations

from typing import Any

from hypernav.documents.link import Link

_FORM = ("type", "hreflang")
_UNREADABLE = 2


def followed(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the one link to follow where several differ by ``type`` or ``hreflang`` only, else those that read.

    >>> types = ("text/csv", "application/json", "application/pdf")
    >>> links = tuple(Link("data", f"/data?as={kind}", attributes={"type": kind}) for kind in types)
    >>> followed(links)
    (Link(rel='data', href='/data?as=application/json'),)
    """
    reading = tuple(link for link in links if link.method == "GET") or links
    if len(reading) < 2 or not are_representations(reading):
        return reading
    best = min(reading, key=_distance)
    return (best,) if _distance(best) < _UNREADABLE else reading


def are_representations(links: tuple[Link, ...]) -> bool:
    """Tell whether several links say that they lead to one resource in different forms or languages."""
    forms = [(link.type, link.hreflang) for link in links]
    told = all(kind or language for kind, language in forms) and len(set(forms)) == len(forms)
    return told and len({repr(_else(link)) for link in links}) == 1


def _else(link: Link) -> dict[str, Any]:
    return {name: value for name, value in link.attributes.items() if name not in (*_FORM, "href", "rel")}


def _distance(link: Link) -> int:
    """Return how far a form is from what a reader takes: JSON of any kind, what says nothing, other things."""
    kind = link.type.partition(";")[0].strip().lower()
    return 0 if kind.endswith(("+json", "/json")) else _UNREADABLE if kind else 1
