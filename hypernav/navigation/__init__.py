"""The engine: from an address to a document and its members."""
