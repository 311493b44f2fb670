"""Disagreements that a record keeps visible, each with its kind and a sentence of reason."""
