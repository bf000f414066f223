"""Keep secrets that an API sends, such as keys of its own, out of displays: notebooks are saved and shared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

_USUAL = frozenset(
    """accesskey accesstoken apikey apitoken authtoken clientsecret mobilekey passphrase password privatekey
    refreshtoken sdkkey secret secretkey sharedsecret signingsecret""".split()
)
_DEPTH = 6


def is_secret(name: str, declared: Collection[str] = ()) -> bool:
    """Tell whether a member of that name usually holds a secret, or is declared to. Sends nothing.

    >>> is_secret("client_secret"), is_secret("environments.production.apiKey"), is_secret("key")
    (True, True, False)
    """
    last = name.rpartition(".")[2]
    return last in declared or last.replace("_", "").replace("-", "").lower() in _USUAL


def concealed(
    data: Any,
    declared: Collection[str] = (),
    *,
    name: str = "",
    redact: Callable[[str], str] = str,
    depth: int = _DEPTH,
) -> Any:
    """Return data for showing, with a note in the place of each secret; the data itself stays as it is. Sends nothing.

    Arguments:
        data: Plain data.
        declared: Names of members that hold secrets, besides the usual ones.
        name: Name of the member that holds the data.
        redact: Takes known secrets out of a text, such as the reader's own token where a server repeats it.
        depth: Levels to look into; deeper ones are not shown.

    >>> concealed({"name": "Production", "apiKey": "sdk-cf06f897"})
    {'name': 'Production', 'apiKey': 'hidden: 12 characters'}
    """
    if isinstance(data, str):
        return f"hidden: {len(data)} characters" if data and is_secret(name, declared) else redact(data)
    if not depth or not isinstance(data, Mapping | list):
        return data
    if isinstance(data, list):
        return [concealed(value, declared, name=name, redact=redact, depth=depth - 1) for value in data]
    return {
        key: concealed(value, declared, name=str(key), redact=redact, depth=depth - 1) for key, value in data.items()
    }
