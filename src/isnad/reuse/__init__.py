"""Who repeats whom: copies of one text, shared passages, and statements told in several wordings."""
