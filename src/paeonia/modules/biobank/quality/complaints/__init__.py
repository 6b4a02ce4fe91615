"""Complaints and feedback: what somebody said of the bank, and what came of it."""
