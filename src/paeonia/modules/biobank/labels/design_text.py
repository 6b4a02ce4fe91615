"""A design as YAML that a person can change."""

from __future__ import annotations

from typing import Any

import yaml

from .design import Design
from .design_reading import plain


class _Dumper(yaml.SafeDumper):
    """Writes fields on one line each, as people do."""


def written(design: Design | dict[str, Any]) -> str:
    """The text of a design; reading it gives the same design."""
    held = plain(design) if isinstance(design, Design) else design
    head = {key: value for key, value in held.items() if key != "fields"}
    said = yaml.dump(head, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=200)
    lines = [yaml.dump(one, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=True, width=500).strip()
             for one in held["fields"]]
    return said + "fields:\n" + "".join(f"  - {line}\n" for line in lines)
