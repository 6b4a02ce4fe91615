"""A box counted: what was scanned against what the record says lies there."""
