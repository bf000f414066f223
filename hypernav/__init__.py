"""Explore HTTP APIs from a notebook: dots name places, brackets read data, looking sends.

>>> import hypernav as hn
>>> ld = hn.connect("launchdarkly", sandbox=True)
>>> ld.projects.find(key="default").flags.total
57
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hypernav import errors
from hypernav._version import __version__
from hypernav.display import pages
from hypernav.display.tables import Table
from hypernav.documents.links import Link, Links
from hypernav.errors import (
    AmbiguousRelation,
    AnswerContradicts,
    AnswerWarning,
    Conflict,
    ConnectionFailed,
    DeadlineExceeded,
    FieldNotFound,
    ForeignOrigin,
    HypernavError,
    InsecureLink,
    Invalid,
    MemberNotFound,
    MissingExtra,
    NotACollection,
    NotAllowed,
    NotAuthenticated,
    NotExpressible,
    NotFound,
    OutcomeUnknown,
    PagesMoved,
    PatchConflict,
    PatchError,
    ProfileError,
    RateLimited,
    RelationNotFound,
    ResponseError,
    SearchError,
    SendingRefused,
    TemplateError,
    UnknownAfterFailure,
    UnknownField,
    UnknownInstruction,
    UnknownOperator,
    UnknownTarget,
    UnreadableResponse,
    WrongValue,
)
from hypernav.http import BasicAuth, BearerAuth, CallableAuth, Secret, TokenAuth
from hypernav.ipython.extension import load_ipython_extension, unload_ipython_extension
from hypernav.navigator import Navigator, connect
from hypernav.options import Options
from hypernav.profile import Profile
from hypernav.resource import Resource
from hypernav.search.expression import where

if TYPE_CHECKING:
    from hypernav.edits.draft import Draft
    from hypernav.patches.instructions.semantic_patch import SemanticPatch
    from hypernav.patches.json.json_patch import JsonPatch
    from hypernav.patches.json.merge_patch import MergePatch
    from hypernav.search.search import Search

__all__ = [
    "AmbiguousRelation",
    "AnswerContradicts",
    "AnswerWarning",
    "BasicAuth",
    "BearerAuth",
    "CallableAuth",
    "Conflict",
    "ConnectionFailed",
    "DeadlineExceeded",
    "Draft",
    "FieldNotFound",
    "ForeignOrigin",
    "HypernavError",
    "InsecureLink",
    "Invalid",
    "JsonPatch",
    "Link",
    "Links",
    "MemberNotFound",
    "MergePatch",
    "MissingExtra",
    "Navigator",
    "NotACollection",
    "NotAllowed",
    "NotAuthenticated",
    "NotExpressible",
    "NotFound",
    "Options",
    "OutcomeUnknown",
    "PagesMoved",
    "PatchConflict",
    "PatchError",
    "Profile",
    "ProfileError",
    "RateLimited",
    "RelationNotFound",
    "Resource",
    "ResponseError",
    "Search",
    "SearchError",
    "Secret",
    "SemanticPatch",
    "SendingRefused",
    "Table",
    "TemplateError",
    "TokenAuth",
    "UnknownAfterFailure",
    "UnknownField",
    "UnknownInstruction",
    "UnknownOperator",
    "UnknownTarget",
    "UnreadableResponse",
    "WrongValue",
    "__version__",
    "connect",
    "errors",
    "load_ipython_extension",
    "unload_ipython_extension",
    "where",
]

pages.register()

# Loaded when somebody asks for them, so that importing the package stays fast.
_LATER = {
    "Draft": "edits.draft",
    "JsonPatch": "patches.json.json_patch",
    "MergePatch": "patches.json.merge_patch",
    "Search": "search.search",
    "SemanticPatch": "patches.instructions.semantic_patch",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
