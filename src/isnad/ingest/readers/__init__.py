"""One module a form of container; the registry is ingest/forms.py."""
