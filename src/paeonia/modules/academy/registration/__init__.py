"""Registering for an activity: categories and their places, payments kept by hand, doors and who came in, badges."""
