"""Logs and forms as sheets to print and sign."""
