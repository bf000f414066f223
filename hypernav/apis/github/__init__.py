"""GitHub: its searches."""
