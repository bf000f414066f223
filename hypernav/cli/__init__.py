"""The command line."""

from __future__ import annotations

from hypernav.cli.main import main

__all__ = ["main"]
