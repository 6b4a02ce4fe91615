"""The floors hold: imports by import-linter, and what it cannot see: foreign keys."""

import subprocess
import sys

from django.apps import apps
from sources import ROOT

FLOOR = {"people": 3, "ui": 3, "post": 3.5, "chart": 4, "guidance": 5, "site": 7}


def floor(app_label: str) -> float:
    """The floor of an application; the rooms of a module stand half a floor above what they share."""
    config = apps.get_app_config(app_label)
    if config.name.startswith("paeonia.modules."):
        return 6.5 if config.name.count(".") > 2 else 6
    return FLOOR[app_label] if config.name.startswith("paeonia.") else 0


def module(app_label: str) -> str:
    """The module an application belongs to, empty for the floors below."""
    name = apps.get_app_config(app_label).name
    return name.split(".")[2] if name.startswith("paeonia.modules.") else ""


def test_import_contracts_hold():
    said = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as go; go()", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout[-4000:] + said.stderr


def test_foreign_keys_point_down():
    up = []
    for model in apps.get_models():
        if not apps.get_app_config(model._meta.app_label).name.startswith("paeonia."):
            continue
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model is not None:
                mine, other = model._meta.app_label, field.related_model._meta.app_label
                sideways = floor(other) >= 6 and module(other) != module(mine)
                if other != mine and (sideways or floor(other) >= floor(mine)):
                    up.append(f"{model.__name__}.{field.name} -> {other}")
    assert not up, f"These foreign keys point up or sideways: {up}"
