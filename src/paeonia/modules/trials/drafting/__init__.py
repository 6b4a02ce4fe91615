"""Free text of eligibility read into sentences of the language: deterministic, pure, and silent where it is not sure."""
