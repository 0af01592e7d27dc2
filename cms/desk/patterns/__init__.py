"""The pattern page: every component and block of the public site, each with its states."""
