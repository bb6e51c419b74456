"""What an answer is worth: plain rules over what was asked and what was said, without a database."""
