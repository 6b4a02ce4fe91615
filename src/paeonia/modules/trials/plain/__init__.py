"""Patients read about a trial in plain words: texts written and reviewed in the house, and the wish to hear about trials."""
