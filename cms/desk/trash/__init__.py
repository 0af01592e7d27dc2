"""The trash: deleted pages come back with every row for thirty days, whatever road deleted them."""
