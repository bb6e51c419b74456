"""Which walls stand on this host: each is tried, with a negative control, before anybody's program is let in."""
