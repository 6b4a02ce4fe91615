"""Collection protocols: what shall be collected when."""
