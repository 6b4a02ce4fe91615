"""Lessons of an activity: texts, slides, films with a ledger of what was really watched, and cases replayed step by step."""
