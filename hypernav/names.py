"""Relation and field names as Python identifiers.

The rules, in order:

1. A URL relation is named by its fragment or last path segment, a CURIE by what follows its last colon.
2. The name is normalised as Python normalises source text (NFKC), without invisible format characters.
3. A name that is then an identifier and begins with a lower-case letter stays as it is (``flagStatuses``).
4. Any other name is cut into lower-case words joined by underscores (``Web Applications`` → ``web_applications``).
5. A keyword gets a trailing underscore (``import`` → ``import_``); leading ones are dropped (``_site`` → ``site``).
6. What has no letter to begin with, or is longer than anybody types, has no identifier: brackets reach it.
"""

from __future__ import annotations

import difflib
import keyword
import unicodedata
from collections.abc import Collection, Iterable

_LONGEST = 100
_LONGEST_GIVEN = 1_000
_SUGGESTED_AMONG = 2_000
_ENUMERATED = 12
_ENUMERATED_LENGTH = 60
_PROBES = frozenset(
    {
        "getdoc",
        "awehoi234_wdfjwljet234_234wdfoijsdfmmnxpi492",
        "trait_names",
        "dtype",
        "shape",
        "ndim",
        "iloc",
        "to_pandas",
        "im_func",
        "func_code",
        "fget",
        "compute",
    }
)


def to_identifier(name: str) -> str:
    """Return the identifier that stands for a relation or field, or ``""`` where there is none.

    The answer is a valid identifier, no keyword, has no leading underscore, and depends on the name alone.

    >>> to_identifier("Web Applications"), to_identifier("import"), to_identifier("acme:widgets")
    ('web_applications', 'import_', 'widgets')
    >>> to_identifier("https://rels.test/order-items"), to_identifier("2024"), to_identifier("")
    ('order_items', '', '')
    """
    if not name or len(name) > _LONGEST_GIVEN:
        return ""
    text = unicodedata.normalize("NFKC", _local_part(name))
    text = "".join(character for character in text if not _is_invisible(character)).lstrip("_")
    if not (text.isidentifier() and text[0].islower()):
        text = unicodedata.normalize("NFKC", "_".join(_words(text)))
    if not text.isidentifier() or len(text) > _LONGEST:
        return ""
    return text + "_" if keyword.iskeyword(text) else text


def identifiers(names: Iterable[str], reserved: Collection[str] = ()) -> dict[str, str]:
    """Return identifier to name, for the names that get one.

    Where two names share an identifier, the one spelled exactly so wins, else the first in order; the other
    one, and every name whose identifier is reserved, is reachable by brackets only.

    Args:
        names: Relations or fields in the order of the document.
        reserved: Identifiers that mean something else, such as the methods of a class.

    >>> identifiers(["Sites", "sites", "find", "User Groups"], reserved={"find"})
    {'sites': 'sites', 'user_groups': 'User Groups'}
    """
    found: dict[str, str] = {}
    for name in names:
        identifier = to_identifier(name)
        if not identifier or identifier in reserved:
            continue
        if identifier not in found or identifier == name:
            found[identifier] = name
    return found


def suggest(name: str, candidates: Iterable[str], *, limit: int = 3) -> list[str]:
    """Return the candidates nearest to a name, best first; a match by identifier leads.

    >>> suggest("enviroments", ["self", "environments", "flags"])
    ['environments']
    """
    wanted = _folded(name)
    forms: dict[str, str] = {}
    for candidate in list(candidates)[:_SUGGESTED_AMONG]:
        forms.setdefault(_folded(candidate), candidate)
    near = difflib.get_close_matches(wanted, list(forms), n=limit, cutoff=0.6)
    if len(near) < limit and len(wanted) >= 3:
        near += [form for form in forms if wanted in form and form not in near][: limit - len(near)]
    return [forms[form] for form in near]


def enumerated(names: Iterable[str]) -> str:
    """Return names for a message: the first 12, cut to 60 characters, and how many more there are.

    >>> enumerated(["self", "next"]), enumerated(map(str, range(20)))[-11:]
    ('self, next', ' and 8 more')
    """
    given = list(names)
    cut = [name[:_ENUMERATED_LENGTH] for name in given[:_ENUMERATED]]
    more = f" and {len(given) - _ENUMERATED:,} more" if len(given) > _ENUMERATED else ""
    return ", ".join(name if name and name.isprintable() else ascii(name) for name in cut) + more


def is_probe(name: str) -> bool:
    """Tell whether a tool asks for the name to learn about an object, not a person for a relation.

    >>> is_probe("_repr_html_"), is_probe("getdoc"), is_probe("environments")
    (True, True, False)
    """
    return name.startswith(("_", "awehoi234_")) or name in _PROBES


def _local_part(name: str) -> str:
    if "://" in name:
        before, _, fragment = name.partition("#")
        path = before.partition("?")[0].rstrip("/").rpartition("/")[2]
        return fragment or path
    return name.rstrip(":").rpartition(":")[2]


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def _words(text: str) -> list[str]:
    """Cut at everything that no identifier holds, and where an upper-case word begins."""
    words: list[str] = []
    current = ""
    for position, character in enumerate(text):
        if character == "_" or not ("a" + character).isidentifier():
            words.append(current)
            current = ""
            continue
        if character.isupper() and current and _begins_word(text, position):
            words.append(current)
            current = ""
        current += character
    return [word.lower() for word in [*words, current] if word]


def _begins_word(text: str, position: int) -> bool:
    if not text[position - 1].isupper():
        return True
    following = text[position + 1 : position + 2]
    return following.islower() and not (following == "s" and not text[position + 2 : position + 3].isalnum())


def _folded(name: str) -> str:
    return (to_identifier(name) or name)[:_LONGEST].lower()
