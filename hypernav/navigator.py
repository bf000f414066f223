"""Connect to an API, and the navigator that results."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Self
from urllib.parse import urlsplit

from hypernav import apis, formats
from hypernav.copying import Unchanging, Unpicklable
from hypernav.documents.links import Link
from hypernav.errors import UnknownTarget
from hypernav.http import Auth, Client, Ledger, auth_from
from hypernav.navigation.addressing import at_link, split_variables
from hypernav.navigation.node import Address, Node
from hypernav.navigation.resolving import canonical
from hypernav.navigation.session import Session
from hypernav.navigation.sources import DerivedRelations, RelationSource
from hypernav.options import Options
from hypernav.profile import Profile, load
from hypernav.resource import RESERVED, Resource
from hypernav.web.parameters import parameters_of
from hypernav.web.redaction import argument, redacted_url
from hypernav.web.urls import resolve, with_parameters


def connect(
    target: str,
    *,
    sandbox: bool = False,
    auth: Any = None,
    token: str | None = None,
    region: str = "",
    base_url: str | None = None,
    headers: Mapping[str, str] | None = None,
    options: Options | None = None,
    keyring: bool = False,
    announce: Callable[[str], None] | None = None,
) -> Navigator:
    """Return a navigator of an API. Sends nothing.

    Args:
        target: The name of a known API, or the URL of any.
        sandbox: Whether to use the simulated server of that API, in this process.
        auth: User and password, a token, a function of method and URL that returns headers, or an ``Auth``.
        token: An access token; without one, the environment variables of the API are looked up. A sandbox has a
            credential of its own, and checks one that is given here as the live API does.
        region: Region of an API that has several, such as ``"eu"``.
        base_url: Address of the server, where each customer has one of their own.
        headers: Further headers for the API's own origin.
        options: Limits and display bounds.
        keyring: Whether to look for credentials in the system's keyring (extra ``keyring``).
        announce: Function that is told of each wait over one second; otherwise standard error is.

    Raises:
        UnknownTarget: The target is neither a known name nor a URL, or the address of its server is missing.

    >>> import hypernav as hn
    >>> hn.connect("launchdarkly", sandbox=True)
    Navigator(launchdarkly, sandbox, nothing sent yet)
    """
    options = options or Options()
    profile = _profile(target)
    if sandbox:
        given = (
            auth_from(profile.credentials, auth=auth, token=token) if auth is not None or token is not None else None
        )
        return _sandboxed(target, profile, given, headers or {}, options, announce)
    base = base_url or _base(target, profile, region)
    client = Client(
        base,
        auth=auth_from(profile.credentials, auth=auth, token=token, environ=os.environ, keyring=keyring),
        headers={**profile.headers, **(headers or {})},
        options=options,
        profile=profile,
        announce=announce,
        accept=formats.accept_header(profile.formats),
    )
    # The client took credentials out of the address.
    root = client.base_url if _is_url(target) else resolve(profile.root, base=client.base_url)
    return Navigator(session_for(client, root, profile, options, sandbox=False))


class Navigator(Unchanging, Unpicklable):
    """Explore one API: its attributes are the relations of the entry document.

    >>> import hypernav as hn
    >>> nav = hn.connect("insightvm", sandbox=True)
    >>> nav.go("/api/3/sites").total
    40
    >>> nav.ledger.count
    1
    """

    # The entry is a slot and no property, because completers do not evaluate properties: nav.root.<TAB>.
    __slots__ = {  # noqa: RUF023 - a mapping, so that the public one has its docstring
        "root": "Place of the entry document. Sends nothing.",
        "_session": None,
        "__weakref__": None,
    }
    _not_pickled = "{self!r} holds credentials and is not pickled; connect again where it is needed."

    _session: Session
    root: Final[Resource]

    def __init__(self, session: Session) -> None:
        """Stand at the entry document without reading it."""
        self._session = session
        self.root = session.wrap(canonical(Node(session, Address(session.root_url))))

    @property
    def ledger(self) -> Ledger:
        """Return the list of every exchange so far. Sends nothing."""
        return self._session.client.ledger

    @property
    def history(self) -> tuple[Resource, ...]:
        """Return the places that were read, in order. Sends nothing."""
        return tuple(self._place(Address(url)) for url in self._session.visited)

    def go(self, address: str | Link, **variables: Any) -> Resource:
        """Return the place at an address: a URL, an absolute path on this server, or a template. Sends nothing.

        Args:
            address: ``"/path"``, ``"https://…"``, ``"/path/{key}"`` or a link.
            variables: Values of the template; of an address that is none, query parameters; a list repeats one.

        Raises:
            TemplateError: The template has no such variable, or a value would lead out of it.
        """
        if isinstance(address, Link):
            fills, _ = split_variables((address,), variables)
            at = at_link(address, fills, asked_by="nav.go(link)")
        elif "{" in address:
            link = Link("", address, context=self._session.root_url, attributes={"templated": True})
            fills, _ = split_variables((link,), variables)
            at = at_link(link, fills, asked_by=f"nav.go({redacted_url(address)!r})")
        else:
            url = with_parameters(resolve(address, base=self._session.root_url), parameters_of(variables))
            known = self._session.nodes.get(url)
            if known is not None:
                before: Resource = self._session.wrap(known)
                return before
            given = (argument(name, value, "url") for name, value in variables.items())
            asked = ", ".join([repr(redacted_url(address)), *given])
            at = Address(url, f"nav.go({asked})")
        return self._place(at)

    def allow(self, origin: str, *, auth: Any = None) -> Self:
        """Allow links to another origin to be followed, without credentials unless some are given. Sends nothing."""
        given = auth if auth is None or isinstance(auth, Auth) else auth_from(None, auth=auth, environ={})
        self._session.client.allow(origin, auth=given)
        return self

    def close(self) -> None:
        """Close the connections that are kept open. Sends nothing."""
        self._session.client.close()

    def __enter__(self) -> Self:
        """Return this navigator. Sends nothing."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the connections that are kept open. Sends nothing."""
        self.close()

    def __getattr__(self, name: str) -> Any:
        """Return what the entry place has under that name. Sends what the same attribute of ``root`` sends."""
        if name.startswith("_"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return getattr(self.root, name)

    def __getitem__(self, key: Any) -> Any:
        """Read the entry document. **Sends** one GET unless loaded."""
        return self.root[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether the entry document has a field. **Sends** one GET unless loaded."""
        return key in self.root

    def __iter__(self) -> Iterator[Resource]:
        """Yield the members of the entry document. **Sends** one GET a page not read yet."""
        yield from self.root

    def __dir__(self) -> list[str]:
        """List the methods and, after a look, the relations of the entry document. Sends nothing."""
        own = [name for name in vars(type(self)) if not name.startswith("_")]
        return sorted({*own, *dir(self.root)})

    def _ipython_key_completions_(self) -> list[str]:
        return self.root._ipython_key_completions_()

    def __repr__(self) -> str:
        """Say in one line what this is. Sends nothing."""
        sent = self.ledger.count
        requests = f"{sent} request{'' if sent == 1 else 's'} sent" if sent else "nothing sent yet"
        parts = [self._session.name, "sandbox" if self._session.sandbox else self._session.root_url, requests]
        return f"Navigator({', '.join(parts)})"

    def __str__(self) -> str:
        """Return the page of the entry document where it is loaded, or one line. Sends nothing."""
        return str(self.root) if self.root.loaded else repr(self)

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, str]:
        return self.root._repr_mimebundle_(include, exclude)

    def _place(self, address: Address) -> Resource:
        found: Resource = self._session.wrap(canonical(Node(self._session, address)))
        return found


def _sandboxed(
    target: str,
    profile: Profile,
    given: Auth | None,
    headers: Mapping[str, str],
    options: Options,
    announce: Callable[[str], None] | None,
) -> Navigator:
    if not profile.sandbox:
        raise UnknownTarget(f"There is no sandbox of {target!r}.", known=", ".join(apis.names()))
    from hypernav.sandbox.transport import InProcessTransport  # its server library is slow to import

    app = load(profile.sandbox)()
    client = Client(
        app.origin,
        auth=given or _sandbox_auth(profile, app.credentials),
        headers={**profile.headers, **headers},
        options=options,
        profile=profile,
        transports={app.origin: InProcessTransport(app)},
        clock=app.clock,
        announce=announce,
        accept=formats.accept_header(profile.formats),
    )
    root = resolve(profile.root, base=app.origin)
    return Navigator(session_for(client, root, profile, options, sandbox=True))


def session_for(
    client: Client,
    root: str,
    profile: Profile,
    options: Options,
    *,
    sandbox: bool,
    further: tuple[RelationSource, ...] = (),
) -> Session:
    """Return what the places of one navigator share: this is where profile, client and what users hold meet.

    Args:
        client: Sends the requests.
        root: Address of the entry document.
        profile: What is declared of the API; of a stranger, nothing but its name.
        options: Limits and display bounds.
        sandbox: Whether a simulated server answers.
        further: Who else knows relations of documents; the profile is asked first.
    """
    return Session(
        client,
        root_url=root,
        profile=profile,
        options=options,
        sandbox=sandbox,
        make=Resource,
        reserved=RESERVED,
        sources=(DerivedRelations(profile), *further),
    )


def _sandbox_auth(profile: Profile, given: Mapping[str, str]) -> Auth | None:
    pair = (given["user"], given["password"]) if "user" in given else None
    return auth_from(profile.credentials, auth=pair, token=given.get("token"), environ={})


def _is_url(target: str) -> bool:
    return "://" in target


def _profile(target: str) -> Profile:
    """Return what is declared of a target: of the URL of a stranger, nothing but its name."""
    if not _is_url(_text_of(target)):
        return apis.profile(target)
    host = urlsplit(target).hostname or target
    return Profile(name=host, title=host)


def _base(target: str, profile: Profile, region: str) -> str:
    if _is_url(target):
        return target
    given = os.environ.get(profile.base_variable, "") if profile.base_variable else ""
    if region not in profile.bases and given:
        return given
    if region not in profile.bases:
        regions = ", ".join(repr(name) for name in profile.bases if name)
        raise UnknownTarget(
            f"The address of your {profile.title} server is needed."
            if not profile.bases
            else f"{profile.title} has no region {region!r}.",
            regions=regions,
            next=f'connect({target!r}, base_url="https://…")'
            + (f", or set {profile.base_variable}" if profile.base_variable else ""),
        )
    return given or profile.base(region)


def _text_of(target: object) -> str:
    if isinstance(target, str):
        return target
    raise UnknownTarget(
        f"{target!r} is neither a URL nor the name of an API.", next='connect("https://…") or connect("name")'
    )
