"""What came back: the body decoded, within limits, and the problem that it reports."""
