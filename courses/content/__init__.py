"""What a course says."""
