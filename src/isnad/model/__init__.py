"""Frozen values that every step hands to the next. Knows no language, no file and no clock."""
