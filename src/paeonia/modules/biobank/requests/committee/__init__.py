"""Decisions about requests: who sits on the committee and how each voted."""
