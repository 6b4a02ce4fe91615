"""Temperatures: readings from files, times outside the limits, who lay there meanwhile, and where they could go."""
