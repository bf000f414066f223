"""FactPulse."""
