"""The learner's pages: resolves demos and asks for runs."""
