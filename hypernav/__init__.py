"""Explore HTTP APIs from a notebook."""
