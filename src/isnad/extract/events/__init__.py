"""Which event a passage tells of: the one a report is written for, or another."""
