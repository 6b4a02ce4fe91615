"""Finds floors and modules by looking into their folders; nothing is listed by hand."""

import importlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from paeonia.people.module import Module, Panel

SOURCE = Path(__file__).parents[1]
# Lower floors first: signals, templates and navigation follow this order.
FLOORS = ("people", "ui", "post", "chart", "guidance")


def installed_apps() -> list[str]:
    """Return the Django applications of the house: each floor, each module and each room of a module that is there."""
    floors = [f"paeonia.{floor}" for floor in FLOORS if is_app(SOURCE / floor)]
    modules = [part for name in module_names() for part in (f"paeonia.modules.{name}", *rooms(name))]
    return [*floors, *modules, "paeonia.site"]


def rooms(module: str) -> list[str]:
    """Return the rooms of a module: folders with an apps.py, tables and pages of their own, in alphabetical order."""
    return [
        f"paeonia.modules.{module}.{path.parent.name}"
        for path in sorted((SOURCE / "modules" / module).glob("*/apps.py"))
    ]


def is_app(folder: Path) -> bool:
    """True when a folder holds a package with something for Django in it."""
    return (folder / "__init__.py").exists() and any(
        (folder / part).exists() for part in ("apps.py", "models.py", "pages", "static", "views.py")
    )


def module_names() -> list[str]:
    """Return the folders under modules/ that carry a module.py, in alphabetical order."""
    return sorted(path.parent.name for path in (SOURCE / "modules").glob("*/module.py"))


@cache
def modules() -> tuple[Module, ...]:
    """Return the modules in the order of the navigation. Only after Django is set up."""
    found = [importlib.import_module(f"paeonia.modules.{name}.module").MODULE for name in module_names()]
    return tuple(sorted((*floor_modules(), *found), key=lambda module: (module.order, module.name)))


def floor_modules() -> list[Module]:
    """Return what the core floors contribute, in the same words as a module (chart/module.py and the like)."""
    return [
        importlib.import_module(f"paeonia.{floor}.module").MODULE
        for floor in FLOORS
        if floor != "people" and find_spec(f"paeonia.{floor}") and (SOURCE / floor / "module.py").exists()
    ]


def panels() -> tuple[Panel, ...]:
    """Return the panels of the patient page, in order."""
    return tuple(
        sorted((panel for module in modules() for panel in module.panels), key=lambda panel: panel.order)
    )
