"""Readers of foreign patient data: FHIR resources and registers become statements for the door, or reasons why not.

Pure Python: nothing here writes, and nothing here knows of the database. What is not understood is yielded as
`Unread` with its place and the next step, and counted; no input is dropped in silence.
"""
