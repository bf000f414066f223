"""One representation and what stands in it."""
