"""Searches as OData 4 has them: ``$filter``, ``$search``, ``$expand``, ``$select``, ``$orderby`` and ``$top``.

Members of a collection are asked about by a condition on one of them: ``where("Trips").any(where("Budget") > 3000)``.
Where they are plain values, ``$this`` is the member: ``where("Emails").any(where("$this") == "a@b.test")``. Inside,
``$it/Name`` is a property of the item that is searched for.
"""

from __future__ import annotations

from hypernav.search.odata.dialect import ODATA, ODataDialect
from hypernav.search.odata.expansions import Expand
from hypernav.search.odata.literals import Enum
from hypernav.search.odata.properties import vocabulary_from_csdl
from hypernav.search.odata.words import phrase

__all__ = ["ODATA", "Enum", "Expand", "ODataDialect", "phrase", "vocabulary_from_csdl"]
