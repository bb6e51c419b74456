"""A timeline for other programs: rows for a spreadsheet, events for a trace viewer."""
