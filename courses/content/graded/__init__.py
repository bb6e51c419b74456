"""What an author writes so that an exercise can be checked, read from its text: rules without a database."""
