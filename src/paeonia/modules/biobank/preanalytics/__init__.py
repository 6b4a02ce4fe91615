"""Pre-analytics: what the recorded events say of a sample (ischaemia, fixation, spins, thaws, SPREC), judged by limits.

Pure Python on plain dataclasses, without a database. A time is never stored: it is derived from the events each time.
"""
