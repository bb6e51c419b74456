"""From authors' Markdown to the HTML of a page: cleaned, with links, figures and demos in place."""
