"""What is kept: nothing that ties the project to one machine or one package host, and locks that are whole."""

import re
import tomllib

import pytest
from sources import ROOT, name, project_files

# Written in pieces, so that this file does not break its own law.
TRACES = [
    *("/wo" + "rk/(main|shared)", "/ro" + "ot/", "/home/" + "[a-z]", "/tm" + "p/", "/op" + "t/"),
    *("file:" + "///(?!etc/)", "py" + r"pi\.(org|tuna|python)", "files" + r"\.pythonhosted"),
    *("registry" + r"\.npm", "index" + "-url", "extra-" + "index", "find" + "-links", "trusted" + "-host"),
    "mirrors?" + r"\.[a-z]+\.(edu|com|cn)",
]
# make lock itself must tell the tool to leave these out.
EXCEPT = {"Makefile": ("index" + "-url", "trusted" + "-host", "find" + "-links")}
TEXT = {
    ".py",
    ".toml",
    ".lock",
    ".md",
    ".yaml",
    ".yml",
    ".jinja",
    ".html",
    ".css",
    ".js",
    ".po",
    ".sh",
    ".json",
    ".cfg",
    ".txt",
    "",
}


@pytest.mark.parametrize("trace", TRACES)
def test_no_trace_of_one_machine(trace):
    pattern = re.compile(r"(?<![\w.])" + trace)
    found = []
    for path in project_files():
        if path.suffix not in TEXT or path.stat().st_size > 2_000_000:
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            hit = pattern.search(line)
            if hit and hit.group() not in EXCEPT.get(name(path), ()):
                found.append(f"{name(path)}:{number}: {line.strip()[:90]}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_each_package_of_a_lock_carries_its_digests(lock):
    text = (ROOT / lock).read_text()
    wanted = re.split(r"(?m)^(?=[a-z0-9])", re.sub(r"(?m)^#.*\n", "", text))
    bare = [entry.splitlines()[0] for entry in wanted if entry.strip() and "--hash=sha256:" not in entry]
    assert not bare, f"Without digest: {bare}"
    assert not re.search(r"(?m)^\s*(--(?!hash)|-[a-z] )|@ ", text), (
        "A lock names packages, never where they come from."
    )


def test_locks_hold_everything_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    for lock, asked in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-dev.lock", project["dependencies"] + extras["test"] + extras["dev"]),
    ):
        held = set(re.findall(r"(?m)^([a-z0-9.-]+)==", (ROOT / lock).read_text()))
        missing = {plain(one) for one in asked} - held
        assert not missing, f"{lock} lacks {missing}: make lock"


def plain(requirement: str) -> str:
    """Return the package's name in the form locks use."""
    return re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]+", requirement).group()).lower()


def test_every_dependency_says_why_it_is_there():
    body = (ROOT / "pyproject.toml").read_text()
    block = body[body.index("dependencies = [") : body.index("[project.scripts]")]
    silent = [line.strip() for line in block.splitlines() if line.strip().startswith('"') and "#" not in line]
    assert not silent, f"Say in a comment why: {silent}"
