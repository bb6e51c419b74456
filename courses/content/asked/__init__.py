"""What a question asks, read from what its author wrote: kinds, marks, figures; rules without a database."""
