"""From what was measured and reported of a program to three strips with their sentences: rules without a database."""
