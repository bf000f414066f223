"""How searches are said to this API, a dialect for each way."""

from __future__ import annotations

from hypernav.apis.factpulse.search.dialects import (
    CLIENTS,
    COMPANIES,
    DIRECTORY_LINES,
    ESTABLISHMENTS,
    FLOWS,
    ROUTING_CODES,
    ClientDialect,
    DirectoryDialect,
    FlowDialect,
)

__all__ = [
    "CLIENTS",
    "COMPANIES",
    "DIRECTORY_LINES",
    "ESTABLISHMENTS",
    "FLOWS",
    "ROUTING_CODES",
    "ClientDialect",
    "DirectoryDialect",
    "FlowDialect",
]
