"""Readings of one event come together; readings of two events stay apart."""
