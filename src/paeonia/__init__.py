"""Paeonia: everything a breast oncology programme does is a question asked of the patient record."""
