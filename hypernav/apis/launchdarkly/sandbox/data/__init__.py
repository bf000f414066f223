"""The account that the sandbox simulates, made by code."""
