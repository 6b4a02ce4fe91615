"""From what trial registries publish to one frozen record for each trial.

Nothing here knows of the database: readers yield records and problems, the client yields pages.
"""
