"""What is kept: bytes, texts, readings and the log that proves them. Knows databases and no news."""
