"""Forms that editors build: their fields, how a visitor answers, what becomes of the answers."""
