"""InsightVM: what is known of its API, how it is searched, and a simulated console to try it on."""

from __future__ import annotations

from hypernav.apis.insightvm.profile import PROFILE
from hypernav.apis.insightvm.search import criteria, discovery, from_criteria

__all__ = ["PROFILE", "criteria", "discovery", "from_criteria"]
