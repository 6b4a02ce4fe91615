"""Subjects: from the first entry in the log to the last contact."""
