"""LaunchDarkly: what is known of its API, and a simulated account to try it on."""

from __future__ import annotations

from hypernav.apis.launchdarkly.profile import PROFILE

__all__ = ["PROFILE"]
