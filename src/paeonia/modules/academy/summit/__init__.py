"""Abstracts of a summit, from the call to the programme: sent, read without names, decided, released at once, placed."""
