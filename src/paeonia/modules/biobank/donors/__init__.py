"""Donors by code, and the visits at which something is collected."""
