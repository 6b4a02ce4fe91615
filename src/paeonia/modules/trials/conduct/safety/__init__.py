"""Safety: adverse events, clocks of serious ones, and reports."""
