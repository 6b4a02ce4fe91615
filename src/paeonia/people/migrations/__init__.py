"""The order in which the tables of this floor came to be."""
