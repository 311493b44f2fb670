"""The archive as a desk uses it: taking in, bringing up to date, deciding, searching, proving."""
