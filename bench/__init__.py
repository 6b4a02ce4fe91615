"""Measurements: run by `make bench`, printed as a table, written to build/bench.json. Ratios bind, seconds guide."""
