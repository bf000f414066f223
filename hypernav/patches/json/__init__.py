"""JSON Patch and merge patch: documents that say what to change."""
