"""Explore HTTP APIs from a notebook: dots name places, brackets read data, looking sends.

>>> import hypernav as hn
>>> ld = hn.connect("launchdarkly", sandbox=True)
>>> ld.projects.find(key="default").flags.total
57
"""

from __future__ import annotations

from hypernav import errors
from hypernav._version import __version__
from hypernav.drafting import Draft
from hypernav.edits import JsonPatch, MergePatch, SemanticPatch
from hypernav.errors import (
    AmbiguousRelation,
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
    PatchConflict,
    PatchError,
    RateLimited,
    RelationNotFound,
    ResponseError,
    SearchError,
    SendingRefused,
    TemplateError,
    UnknownField,
    UnknownInstruction,
    UnknownOperator,
    UnknownTarget,
    UnreadableResponse,
    WrongValue,
)
from hypernav.http import BasicAuth, BearerAuth, CallableAuth, Secret, TokenAuth
from hypernav.ipython import load_ipython_extension, unload_ipython_extension
from hypernav.links import Link, Links
from hypernav.navigator import Navigator, connect
from hypernav.options import Options
from hypernav.profile import Profile
from hypernav.resource import Resource
from hypernav.search import where
from hypernav.searches import Search
from hypernav.tables import Table

__all__ = [
    "AmbiguousRelation",
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
    "PatchConflict",
    "PatchError",
    "Profile",
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
