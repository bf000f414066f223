"""Search criteria in the bodies of tags and asset groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypernav.apis.insightvm.sandbox.criteria.criteria import InvalidCriteria, read_criteria
from hypernav.sandbox.app import Refusal


def checked_criteria(given: Any) -> Mapping[str, Any]:
    """Return search criteria as given, once they have been found to be good.

    Raises:
        Refusal: 400, they are not.
    """
    try:
        read = read_criteria(given)
    except InvalidCriteria as error:
        raise Refusal(400, str(error)) from error
    return {"filters": given["filters"], "match": read.match}
