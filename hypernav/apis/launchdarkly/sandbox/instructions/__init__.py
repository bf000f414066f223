"""Semantic patches as the simulated account carries them out."""
