"""Page templates that editors make themselves from a page."""
