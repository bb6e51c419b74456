"""The page of an exercise: the task, an editor, three strips of results, hints, attempts, a puzzle, a solution."""
