"""The endpoints of the simulated console, one file a kind of resource."""
