"""Curators, and the stand-in of a model's server."""

from curation_testing.conftest import coordinator, doctor, made, signed_in  # noqa: F401  the same people
