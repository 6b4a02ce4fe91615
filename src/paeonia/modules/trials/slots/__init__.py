"""Places of trials at the hospitals: what is said of them, who changes them, and who is told of a change."""
