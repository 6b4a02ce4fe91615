"""Floor 2: loads, checks and versions what clinicians wrote as YAML in the `knowledge/` folder.

A file that is wrong never stops the others; it is reported with its line and shown on the knowledge page.
"""
