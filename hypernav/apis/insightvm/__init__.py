"""InsightVM: what is known of its API, and a simulated console to try it on."""

from __future__ import annotations

from hypernav.apis.insightvm.profile import PROFILE

__all__ = ["PROFILE"]
