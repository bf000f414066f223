"""Lists: their members page by page, as they are read, and as records."""
