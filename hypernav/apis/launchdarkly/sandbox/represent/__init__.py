"""How the simulated account shows its records."""
