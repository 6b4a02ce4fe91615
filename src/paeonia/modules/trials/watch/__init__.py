"""Verdicts kept fresh and people told once: what changed for whom, worklists, saved searches, feasibility."""
