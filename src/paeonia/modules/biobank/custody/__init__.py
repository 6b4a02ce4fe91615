"""What rooms of the bank tell the core about specimens: events of many at once, and whether they are in the house."""
