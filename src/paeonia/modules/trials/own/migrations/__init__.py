"""Tables of our own trials."""
