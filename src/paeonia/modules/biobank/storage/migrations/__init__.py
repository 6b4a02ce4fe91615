"""Tables of storage."""
