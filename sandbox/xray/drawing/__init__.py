"""How a timeline is drawn: where everything lies, in percent and pixels, and what it is called; no page."""
