"""Addresses of this room, mounted at /trials/curation/."""

from typing import Any

urlpatterns: list[Any] = []
