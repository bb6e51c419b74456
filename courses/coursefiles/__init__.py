"""A course as a folder of files: read, check, import."""
