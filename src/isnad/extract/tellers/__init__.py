"""Who tells what: the chain of tellers at every place of a report, and how firmly it is told."""
