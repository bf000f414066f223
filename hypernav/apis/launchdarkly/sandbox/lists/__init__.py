"""How the simulated account filters and sorts its lists."""
