"""Tags for pages that show runs."""
