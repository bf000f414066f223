"""Searches as OData 4 has them: ``$filter``, ``$search``, ``$expand``, ``$select``, ``$orderby`` and ``$top``."""

from __future__ import annotations
