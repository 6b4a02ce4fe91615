"""Who writes: verbs in actions.py, the chart's door, and the few named here with a reason. Views only show."""

import ast

from sources import PACKAGE, name, source_files

WRITING = {
    "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "acreate", "abulk_create",
}  # fmt: skip
ON_QUERYSETS = {"update", "delete", "adelete", "aupdate"}
QUERYING = {"objects", "filter", "exclude", "all", "select_for_update", "using"}

ALLOWED = {
    "people/audit.py": "the one writer of the trail of opened charts",
    "people/access.py": "the one writer of what happens at the doors",
    "people/demo.py": "invented people, loaded into an empty installation",
}


def may_write(path) -> bool:
    short = str(path.relative_to(PACKAGE))
    return (
        path.name == "actions.py"
        or (
            path.parent == PACKAGE / "chart" and path.name.startswith("door")
        )  # the door is several small files
        or short in ALLOWED
    )


def chain(node: ast.AST) -> list[str]:
    """Return the names along a.b(...).c(...), innermost first."""
    names: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Name):
            return [node.id, *reversed(names)]
        else:
            return list(reversed(names))


def writes(tree: ast.AST) -> list[int]:
    """Return the lines on which rows are written."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            said, verb = chain(node.func)[:-1], node.func.attr
            on_rows = bool(QUERYING & set(said))
            # A row is saved without being told where to; a picture is saved into a file.
            saved = verb in ("save", "asave") and "form" not in said and not node.args
            if (verb in WRITING and on_rows) or (verb in ON_QUERYSETS and on_rows) or saved:
                lines.append(node.lineno)
    return lines


def test_rows_are_written_only_by_verbs_and_the_door():
    found = [
        f"{name(path)}:{line}"
        for path in source_files(".py")
        if not may_write(path)
        for line in writes(ast.parse(path.read_text()))
    ]
    assert not found, f"Move these writes into actions.py (or the chart's door): {found}"


def test_views_and_panels_ask_queries_not_tables():
    found = [
        f"{name(path)}:{node.lineno}"
        for path in source_files(".py")
        if path.name in ("views.py", "panels.py") or "views" in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")
    ]
    assert not found, f"Move these questions into queries.py: {found}"


def test_the_law_sees_what_it_forbids():
    assert writes(ast.parse("Patient.objects.filter(a=1).update(b=2)")) == [1]
    assert writes(ast.parse("x = Patient(); x.save()")) == [1]
    assert writes(ast.parse("Patient.objects.bulk_create([])")) == [1]
    assert writes(ast.parse("{}.update(a=1); digest.update(b''); form.save(commit=False)")) == []
