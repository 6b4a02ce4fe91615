"""`python -m paeonia.knowledge.manual`: writes `docs/reference/criteria.md` from the worked cases in `tests/spec`.

It stands on this floor because the cases are about a small dictionary of their own, which must be loaded first.
"""

from __future__ import annotations

import sys
from pathlib import Path

from paeonia.criteria.manual import chapters, render
from paeonia.knowledge.dictionary import load

HOUSE = Path(__file__).resolve().parents[3]
SPEC, PAGE = HOUSE / "tests" / "spec", HOUSE / "docs" / "reference" / "criteria.md"


def page(spec: Path = SPEC) -> str:
    """The Markdown of the manual as its cases stand now."""
    return render((spec / "preface.md").read_text(encoding="utf-8"), chapters(spec / "chapters"),
                  load(spec / "dictionary")[0])


def main() -> int:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
