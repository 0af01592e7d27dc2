"""Views of the platform: health, errors, well-known addresses, the demonstration mailbox."""
