"""Expressions of time in a line, and the days they mean."""
