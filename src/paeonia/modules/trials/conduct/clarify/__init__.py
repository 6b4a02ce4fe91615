"""Data queries: raised, answered, closed."""
