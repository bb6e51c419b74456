"""One rule a module: what is measured, from when on it is said, and the sentence."""
