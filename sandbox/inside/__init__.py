"""Everything that runs in the jail, beside untrusted code."""
