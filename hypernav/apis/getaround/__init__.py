"""Getaround's Owner API."""
