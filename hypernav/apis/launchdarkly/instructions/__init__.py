"""The kinds of instructions that semantic patches may hold, a table for each kind of resource."""
