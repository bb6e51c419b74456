"""Remembering: what somebody keeps, when it comes again, and the one queue in which it is asked."""
