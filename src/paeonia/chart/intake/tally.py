"""How much of an import was understood, kind by kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of resources by kind; `met` is always `used` + `unread` + `same` + `passed`."""

    met: Counter[str] = field(default_factory=Counter)
    used: Counter[str] = field(default_factory=Counter)      # gave at least one statement
    unread: Counter[str] = field(default_factory=Counter)    # gave none; listed with the reason
    same: Counter[str] = field(default_factory=Counter)      # a second copy, word for word
    passed: Counter[str] = field(default_factory=Counter)    # of a kind that holds no patient facts
    broken: int = 0                                          # stretches of input that gave no resource
    reasons: Counter[str] = field(default_factory=Counter)   # problem codes, including parts of used resources

    def share(self, kind: str) -> float:
        """Part of the different resources of a kind that gave a statement; NaN when there were none."""
        told = self.used[kind] + self.unread[kind]
        return self.used[kind] / told if told else float("nan")

    def balanced(self) -> bool:
        """Whether every resource met is accounted for."""
        kinds = set(self.met)
        return all(self.met[k] == self.used[k] + self.unread[k] + self.same[k] + self.passed[k] for k in kinds)
