"""The console that the sandbox simulates: catalogues, sites, assets and what is found on them, made by code."""
