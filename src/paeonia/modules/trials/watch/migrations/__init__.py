"""Tables of watch."""
