"""Engines run the same pure functions over many reports; they know nothing of what is computed."""
