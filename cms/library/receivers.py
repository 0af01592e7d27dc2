"""What publication does to media; see services."""
