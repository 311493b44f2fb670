"""From claims to a record: figures with their status, conflicts with their reason, named counting rules."""
