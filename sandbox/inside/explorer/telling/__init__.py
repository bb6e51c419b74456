"""Puts an execution into words: who waits for whom, what a lock is called, what each step did."""
