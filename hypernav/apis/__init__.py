"""The APIs that hypernav knows by name: one folder each, and those of other packages by entry point.

Nothing in here sends.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from hypernav.errors import ProfileError, UnknownTarget
from hypernav.names import suggest
from hypernav.profile import Profile, load

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

GROUP = "hypernav.apis"


def names() -> list[str]:
    """Return the names of all known APIs, in alphabetical order.

    >>> "launchdarkly" in names()
    True
    """
    own = (module.name for module in pkgutil.iter_modules(__path__) if module.ispkg and _has_profile(module.name))
    return sorted({*own, *(point.name for point in _elsewhere())})


def profile(name: str) -> Profile:
    """Return the profile of an API.

    Raises:
        UnknownTarget: No API has that name.

    >>> profile("launchdarkly").title
    'LaunchDarkly'
    """
    # What is known here comes first: a package may not take over a name, and with it the user's credential.
    if not _has_profile(name):
        points = [point for point in _elsewhere() if point.name == name]
        if len(points) > 1:
            packages = " and ".join(str(point.dist.name if point.dist else point.value) for point in points)
            raise UnknownTarget(f"Several packages declare {name!r}: {packages}.", next="uninstall all but one of them")
        if points:
            return _loaded(points[0].name, points[0].value)
    if name not in names():
        raise UnknownTarget(
            f"{name!r} is neither a URL nor the name of an API that is known here.",
            nearest="  ".join(map(repr, suggest(name, names()))),
            known=", ".join(names()),
            any_other=f'hypernav.connect("https://{name if "." in name else "…"}") takes the address of any API',
        )
    own: Profile = import_module(f"{__name__}.{name}").PROFILE
    return own


def _loaded(name: str, value: str) -> Profile:
    """Return the profile that another package declares as ``module:name``."""
    declared = load(value)
    if not isinstance(declared, Profile):
        raise ProfileError(f"{value!r}, declared as {name!r}, is no profile.", next="name a hypernav.profile.Profile")
    return declared


def _has_profile(name: str) -> bool:
    """Tell whether a folder declares its API yet; one that does not may hold a dialect already."""
    folders = [f"{folder}/{name}" for folder in __path__]
    return any(module.name == "profile" for module in pkgutil.iter_modules(folders))


def _elsewhere() -> EntryPoints:
    """Return the APIs of other packages."""
    from importlib.metadata import entry_points  # slow to import, and only needed to connect by name

    return entry_points(group=GROUP)
