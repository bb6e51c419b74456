"""Who people are: the person, their role, how they sign in."""
