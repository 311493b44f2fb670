"""People and what befell them: what casualties and arrests share."""
