"""Bringing registry records in from the page: files handed in, questions put to the live registry, problems set aside."""
