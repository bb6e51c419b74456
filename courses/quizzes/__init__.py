"""Questions with known answers: how an answer is scored."""
