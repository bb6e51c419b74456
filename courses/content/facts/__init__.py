"""What a course says, as frozen records: the one form between files, rows, checks and publications."""
