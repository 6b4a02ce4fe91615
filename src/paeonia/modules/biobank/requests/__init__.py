"""Requests for specimens: the catalogue without identities, the committee, picking, sending, and what comes back."""
