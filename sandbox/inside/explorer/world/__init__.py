"""One execution of a program under a scheduler of ours: its threads, what each is about to do, what it touches."""
