"""Small protocol servers, for what cannot run here otherwise."""
