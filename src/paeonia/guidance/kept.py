"""What is made once for a version of the rules and kept ready: the circuits that questions are asked with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from paeonia.criteria.nodes import Node

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """Makes something of the sentences of a version once; when `most` versions are held the old ones are dropped."""

    def __init__(self, make: Callable[[Sequence[Node]], Made], most: int) -> None:
        self.make, self.most = make, most
        self.held: dict[str, Made] = {}

    def of(self, version: str, nodes: Sequence[Node]) -> Made:
        """The thing for a version; what is returned stays whole even if another thread drops it meanwhile."""
        made = self.held.get(version)
        if made is None:
            if len(self.held) >= self.most:
                self.held.clear()
            made = self.held[version] = self.make(nodes)
        return made
