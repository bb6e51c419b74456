"""The probes: a module for each kind of wall, each with PROBES."""
