"""Where a credential is found: arguments, the environment, the system keyring, a netrc file."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypernav.http.auth.schemes import Auth, BasicAuth, BearerAuth, CallableAuth, TokenAuth
from hypernav.http.origins import Origin
from hypernav.profile import Credentials
from hypernav.web.secret import Secret

KEYRING_SERVICE = "hypernav"
"""Name of the service in the system keyring; the user name there is the environment variable's name."""


def auth_from(
    credentials: Credentials | None,
    *,
    auth: Auth | tuple[str, ...] | Callable[[str, str], Mapping[str, str]] | str | Secret | None = None,
    token: str | Secret | None = None,
    environ: Mapping[str, str] | None = None,
    keyring: bool = False,
) -> Auth | None:
    """Return the credential to use: the arguments first, then the environment, then the keyring.

    Args:
        credentials: What the API's profile says: kind, variables, headers. Without it a token is sent as Bearer.
        auth: A kind of credential, a pair of user and password (and second factor), a function, or a token.
        token: A token.
        environ: The environment; nothing is read from it where it is not given.
        keyring: Whether to ask the system keyring (the ``keyring`` extra) for the variables' names.

    Raises:
        ValueError: ``auth`` and ``token`` are both given, or one of them does not fit the API's kind.
        ModuleNotFoundError: ``keyring`` is asked for and not installed.

    >>> auth_from(Credentials("token", ("ACME_TOKEN",)), environ={"ACME_TOKEN": "abc"})
    <TokenAuth: a token in Authorization>
    """
    if auth is not None and token is not None:
        raise ValueError("Give auth or token, not both.")
    given = auth if auth is not None else token
    if given is not None:
        return _from_argument(credentials, given)
    if credentials is None:
        return None
    for source, look_up in _stores(environ, keyring=keyring):
        values = [look_up(variable) or "" for variable in credentials.variables]
        found = _from_values(credentials, values, source)
        if found is not None:
            return found
    return None


def _from_argument(credentials: Credentials | None, given: Any) -> Auth:
    if isinstance(given, Auth):
        return given
    if isinstance(given, tuple):
        return _basic(credentials, given, "an argument")
    if isinstance(given, str | Secret):
        if credentials is not None and credentials.kind == "basic":
            raise ValueError("This API takes a user name and a password: auth=(user, password), not a token.")
        return _token(credentials, given, "an argument")
    if callable(given):
        return CallableAuth(given)
    raise ValueError(
        "auth is a token, a pair of user and password, a function or one of the Auth kinds, "
        f"not {type(given).__name__}."
    )


def _token(credentials: Credentials | None, token: str | Secret, source: str) -> Auth:
    if credentials is None or credentials.kind == "bearer":
        return BearerAuth(token, source=source)
    return TokenAuth(token, header=credentials.header, source=source)


def _basic(credentials: Credentials | None, parts: tuple[Any, ...] | list[str], source: str) -> Auth:
    if len(parts) not in (2, 3):
        raise ValueError("auth=(user, password) or auth=(user, password, second_factor).")
    header = credentials.second_factor_header if credentials else ""
    second = parts[2] if len(parts) == 3 else None
    return BasicAuth(parts[0], parts[1], second_factor=second, second_factor_header=header or "Token", source=source)


def _from_values(credentials: Credentials, values: list[str], source: str) -> Auth | None:
    first = source.format(credentials.variables[0]) if credentials.variables else source
    if credentials.kind == "basic":
        enough = len(values) >= 2 and values[0] and values[1]
        return _basic(credentials, values[:3], first) if enough else None
    return _token(credentials, values[0], first) if values and values[0] else None


def _stores(environ: Mapping[str, str] | None, *, keyring: bool) -> list[tuple[str, Callable[[str], str | None]]]:
    stores: list[tuple[str, Callable[[str], str | None]]] = []
    if environ is not None:
        stores.append(("the environment variable {}", environ.get))
    if keyring:
        # An extra, and slow to load: it talks to the desktop.
        module = importlib.import_module("keyring")
        stores.append(("the system keyring, {}", lambda variable: module.get_password(KEYRING_SERVICE, variable)))
    return stores


def auth_from_netrc(origin: Origin, environ: Mapping[str, str]) -> Auth | None:
    """Return the credential of a netrc file for exactly this host, or None.

    The ``default`` entry is never used, nor an entry of another host.

    Raises:
        ValueError: The file cannot be read as netrc.
    """
    import netrc  # read where no other credential is given

    host = origin.host.strip("[]")
    if host == "default":
        # The library keeps the default entry under that name.
        return None
    named = environ.get("NETRC")
    home = Path.home()
    for path in (Path(named),) if named else (home / ".netrc", home / "_netrc"):
        if not path.is_file():
            continue
        try:
            entry = netrc.netrc(str(path)).hosts.get(host)
        except (netrc.NetrcParseError, UnicodeDecodeError) as error:
            raise ValueError(f"{path} cannot be read as a netrc file: {type(error).__name__}.") from None
        if entry is not None:
            user, account, password = entry
            return BasicAuth(user or account, password or "", source=f"{path}, {origin.host}")
    return None
