"""OData as a simulated service reads and evaluates it."""
