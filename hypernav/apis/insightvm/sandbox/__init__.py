"""The simulated console."""

from __future__ import annotations

from hypernav.apis.insightvm.sandbox.console import create

__all__ = ["create"]
