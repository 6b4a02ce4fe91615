"""Trials: public registry records, their structured criteria, and whom they fit.

`intake` reads what registries publish, `actions` is the only place that writes, `queries` the only one that reads.
"""
