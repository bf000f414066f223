"""Contentful: its searches of entries and assets."""
