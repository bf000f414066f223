"""The simulated account."""

from __future__ import annotations

from hypernav.apis.launchdarkly.sandbox.create import create

__all__ = ["create"]
