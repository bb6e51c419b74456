"""Ideas to play with: programs whose threads somebody moves by hand, as levels with a goal."""
