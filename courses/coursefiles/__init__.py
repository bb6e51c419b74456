"""A course as a folder of files: check, import."""
