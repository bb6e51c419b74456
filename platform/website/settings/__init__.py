"""One module a place where the site runs: development, testing, production; each starts from foundation."""
