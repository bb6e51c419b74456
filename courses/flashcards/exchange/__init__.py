"""Cards as files: CSV for those who write them elsewhere, Anki's packages for those who learn there."""
