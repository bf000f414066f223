"""InsightVM: what is known of its API, how it is searched, and a simulated console to try it on."""

from __future__ import annotations

from hypernav.apis.insightvm.dialects import criteria, discovery, from_criteria
from hypernav.apis.insightvm.profile import PROFILE

__all__ = ["PROFILE", "criteria", "discovery", "from_criteria"]
