"""Engines: where tokens are kept and how they are asked for; chosen by the database, see `engines.base`."""
