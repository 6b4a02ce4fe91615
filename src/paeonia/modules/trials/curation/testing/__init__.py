"""Invented patients who tell whether the criteria answer as their reader meant."""
