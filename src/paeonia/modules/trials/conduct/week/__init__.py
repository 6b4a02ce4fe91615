"""My week: everything that waits for somebody over all studies of her hospitals, day by day."""
