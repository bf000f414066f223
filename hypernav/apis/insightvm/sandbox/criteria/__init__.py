"""Searches as the simulated console evaluates them: criteria checked, then matched against each asset."""
