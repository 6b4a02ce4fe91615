"""Photographs of the club's events: shown only while everybody who can be recognised has agreed, and gone at once if not."""
