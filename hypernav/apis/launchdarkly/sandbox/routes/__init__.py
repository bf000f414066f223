"""The endpoints of the simulated account, one file a kind of resource."""
