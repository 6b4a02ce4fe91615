"""Bridges for the sign-in library's templates, which speak Django's template language."""
