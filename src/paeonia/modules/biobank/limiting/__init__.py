"""Limits of pre-analytics that a hospital sets for itself, with the reason, the source and the day from which they hold."""
