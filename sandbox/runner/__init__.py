"""The daemon that owns the jails and their slots."""
