"""Addresses of this room, mounted at /trials/conduct/."""

from typing import Any

urlpatterns: list[Any] = []
