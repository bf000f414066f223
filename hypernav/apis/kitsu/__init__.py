"""Kitsu, whose server is called Zou: its searches."""
