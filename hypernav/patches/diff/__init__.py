"""What differs between two documents, as the plainest operations."""
