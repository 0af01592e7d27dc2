"""What search knows of pages: filled once the search app is there."""
