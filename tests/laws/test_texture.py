"""The texture of the code: small files, plain names, packages that say what they are and re-export nothing."""

import ast
from statistics import median

from sources import PACKAGE, ROOT, name, project_files, source_files

LONGEST, USUAL = 400, 100
EMPTY_NAMES = ("Manager", "Helper", "Util", "Utils", "Service", "Handler", "Processor")
GENERATED = {"vendor"}


def lengths(paths) -> dict[str, int]:
    return {
        name(path): len(path.read_text().splitlines()) for path in paths if not GENERATED & set(path.parts)
    }


def test_no_file_is_longer_than_a_sitting():
    kept = [
        p
        for p in project_files()
        if p.suffix in (".py", ".jinja", ".css", ".js", ".html") and "migrations" not in p.parts
    ]
    long = {path: lines for path, lines in lengths(kept).items() if lines > LONGEST}
    assert not long, f"Longer than {LONGEST} lines: {long}"


def test_files_are_usually_short():
    usual = median(lengths(source_files(".py")).values())
    assert usual <= USUAL, f"The middle file has {usual} lines; at most {USUAL}."


def test_names_say_what_a_thing_is():
    found = [
        f"{name(path)}: {node.name}"
        for path in source_files(".py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef) and node.name.endswith(EMPTY_NAMES)
    ]
    assert not found, f"Names a doctor would not say: {found}"


def test_packages_begin_with_a_paragraph_and_re_export_nothing():
    wrong = []
    for path in source_files(".py"):
        if path.name == "__init__.py":
            tree = ast.parse(path.read_text())
            if not ast.get_docstring(tree) or len(tree.body) != 1:
                wrong.append(name(path))
    assert not wrong, f"A package's __init__.py is one paragraph of prose and nothing else: {wrong}"


def test_every_python_file_says_why_it_is_there():
    silent = [name(p) for p in source_files(".py") if not ast.get_docstring(ast.parse(p.read_text()))]
    assert not silent, f"Begin with one sentence: {silent}"


def test_no_package_is_missing_its_init():
    folders = {path.parent for path in source_files(".py")}
    bare = [name(folder) for folder in folders if not (folder / "__init__.py").exists()]
    assert not bare, f"Add __init__.py with one paragraph: {bare}"
    assert PACKAGE.is_relative_to(ROOT)
