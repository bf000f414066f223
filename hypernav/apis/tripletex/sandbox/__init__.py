"""How a service reads what is searched for: the judge of the dialects."""
