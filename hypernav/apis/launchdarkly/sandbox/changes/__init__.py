"""Writes to the simulated account: bodies checked, patches applied."""
