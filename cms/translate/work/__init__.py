"""The work of translators: who asks, who does it, how far it is."""
