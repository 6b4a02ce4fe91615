"""The public website: pages that editors make in both languages, an education library, radio and publications.

Wagtail keeps pages, their revisions and their review; what is ours is how they are addressed, drawn, searched and asked
of the patient record. No patient's file ever enters it: everything here is meant to be read by everybody.
"""
