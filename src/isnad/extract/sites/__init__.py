"""Names and phrases of places, and which of them say where an event took place."""
