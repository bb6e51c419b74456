"""The instructor's side: writing courses in the admin, previewing, publishing, leading classes."""
