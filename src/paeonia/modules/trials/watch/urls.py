"""Addresses of this room, mounted at /trials/watch/."""

from typing import Any

urlpatterns: list[Any] = []
