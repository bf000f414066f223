"""Semantic patches: instructions of kinds that an API names."""
