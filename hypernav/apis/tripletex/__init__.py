"""Tripletex: its searches."""
