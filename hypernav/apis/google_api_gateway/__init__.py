"""Google Cloud API Gateway."""
