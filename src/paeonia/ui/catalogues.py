"""Collects the sentences people read, from Python and pages alike, into a catalogue beside each package.

`python -m paeonia.ui.catalogues` extracts and compiles; with `--check` it only lists what is not translated.
"""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[1]
LOCALE = "zh_Hans"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
UNWANTED = "POT-.*|PO-.*|Generated-By|Project-Id-Version|Report-Msgid.*|Last-Translator|Language-Team"
METHODS = [("**.py", "python"), ("**.jinja", "jinja2")]
OPTIONS = {"**.jinja": {"trimmed": "true", "extensions": "jinja2.ext.i18n", "silent": "false"}}


def packages() -> list[Path]:
    """Every package with a word to translate: the floors, each module and each room of a module on its own."""
    modules = sorted(p for p in ROOT.glob("modules/*") if (p / "__init__.py").exists())
    modules += sorted(path.parent for path in ROOT.glob("modules/*/*/apps.py"))
    floors = sorted(p for p in ROOT.iterdir() if p.name != "modules" and (p / "__init__.py").exists())
    return floors + modules


def po_file(package: Path) -> Path:
    """Where the package keeps its Chinese."""
    return package / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def extracted(package: Path) -> Catalog:
    """The sentences a package shows today, without translations."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_dir

    found = Catalog(locale=LOCALE, charset="utf-8", fuzzy=False, header_comment="# Paeonia, 简体中文")
    def ours(folder: str) -> bool:
        """Whether a folder belongs to this package: a room of a module keeps its own catalogue."""
        return not Path(folder).name.startswith((".", "_")) and not (Path(folder) / "apps.py").exists()

    for name, line, message, comments, context in extract_from_dir(
        package, METHODS, OPTIONS, KEYWORDS, directory_filter=ours
    ):
        found.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    return found


def read(path: Path) -> Catalog:
    """A catalogue as it stands on disk, empty when there is none yet."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE)


def untranslated(package: Path) -> list[str]:
    """Sentences of the package without a translation (or only a guessed one), each with its place."""
    kept = read(po_file(package))
    missing = []
    for message in extracted(package):
        if not message.id:
            continue
        known = kept.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        parts = (known.string if isinstance(known.string, tuple) else (known.string,)) if known else ()
        if known is None or known.fuzzy or not parts or not all(parts):
            place = "{}:{}".format(*message.locations[0])
            missing.append(f"{package.relative_to(ROOT.parent)}/{place}: {message.id!r}")
    return missing


def update(package: Path) -> None:
    """Bring the catalogue up to date: what is translated stays, what is no longer said goes."""
    from babel.messages.pofile import write_po

    fresh = extracted(package)
    if len(fresh) == 0:
        return
    path = po_file(package)
    kept = read(path)
    for message in fresh:
        old = (
            kept.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
            if message.id
            else None
        )
        if old is not None and not old.fuzzy:
            message.string = old.string
    path.parent.mkdir(parents=True, exist_ok=True)
    out = BytesIO()
    write_po(out, fresh, width=110, sort_output=True, omit_header=False, include_lineno=False)
    # Dates and names of tools would make every run a change, so they stay out.
    text = re.sub(rf'^"({UNWANTED}):.*\n', "", out.getvalue().decode(), flags=re.M)
    path.write_text(text, "utf-8")


def ensure_compiled() -> list[Path]:
    """Compile every catalogue that is newer than its compiled form; returns the files written."""
    written = []
    for path in [po_file(p) for p in packages()]:
        target = path.with_suffix(".mo")
        if path.exists() and not (target.exists() and target.stat().st_mtime >= path.stat().st_mtime):
            from babel.messages.mofile import write_mo

            from paeonia.ui.stylesheet import replace

            out = BytesIO()
            write_mo(out, read(path))
            replace(target, out.getvalue())
            written.append(target)
    return written


def main(arguments: list[str]) -> int:
    """Extract and compile, or with `--check` list what lacks Chinese and return 1."""
    if "--check" not in arguments:
        for package in packages():
            update(package)
        ensure_compiled()
    missing = [line for package in packages() for line in untranslated(package)]
    for line in missing:
        print(line)  # noqa: T201  this is a command
    print(f"{len(missing)} sentences without Chinese" if missing else "every sentence has its Chinese")  # noqa: T201
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
