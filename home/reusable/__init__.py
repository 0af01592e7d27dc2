"""Reusable content: blocks written once and shown on many pages."""
