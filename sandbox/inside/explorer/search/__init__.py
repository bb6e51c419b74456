"""Says who moves next, execution after execution: naturally, at random, or so that every order is covered."""
