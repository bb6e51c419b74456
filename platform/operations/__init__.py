"""Is it well: one command that runs everything, health."""
