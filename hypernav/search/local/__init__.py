"""Conditions tested here, on members that were read: what compares with what, and how."""
