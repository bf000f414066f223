"""The APIs that hypernav knows by name: one folder each, and those of other packages by entry point.

Nothing in here sends.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from hypernav.errors import UnknownTarget
from hypernav.names import suggest
from hypernav.profile import Profile

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
    for point in _elsewhere():
        if point.name == name:
            declared: Profile = point.load()
            return declared
    if name not in names():
        raise UnknownTarget(
            f"{name!r} is neither a URL nor the name of an API that is known here.",
            nearest="  ".join(map(repr, suggest(name, names()))),
            known=", ".join(names()),
            any_other=f'hypernav.connect("https://{name if "." in name else "…"}") takes the address of any API',
        )
    own: Profile = import_module(f"{__name__}.{name}").PROFILE
    return own


def _has_profile(name: str) -> bool:
    """Tell whether a folder declares its API yet; one that does not may hold a dialect already."""
    folders = [f"{folder}/{name}" for folder in __path__]
    return any(module.name == "profile" for module in pkgutil.iter_modules(folders))


def _elsewhere() -> EntryPoints:
    """Return the APIs of other packages."""
    from importlib.metadata import entry_points  # slow to import, and only needed to connect by name

    return entry_points(group=GROUP)
