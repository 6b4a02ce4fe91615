"""What the README and the tutorial tell a newcomer is true."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from paeonia.knowledge.dictionary import dictionary
from paeonia.knowledge.trials import read_trial

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "README.zh.md", "CONTRIBUTING.md", "docs/tutorials/add-a-trial.md",
         "docs/tutorials/add-a-trial.zh.md")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page):
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text()):
        assert (path.parent / target).exists(), target


def test_pictures_are_small():
    assert all(picture.stat().st_size < 150_000 for picture in (ROOT / "docs" / "images").iterdir())


def test_the_trial_of_the_tutorial_can_be_read():
    block = re.search(r"```yaml\n(.*?)```", (ROOT / "docs/tutorials/add-a-trial.md").read_text(), re.S)[1]
    text = "\n".join(line.removeprefix("   ") for line in block.splitlines())
    trial, problems = read_trial(text.encode(), "tutorial.yaml", dictionary())
    assert problems == [] and trial.id == "my-trial"


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_every_command_of_the_readme_exists(page):
    from paeonia.site.cli import main

    lines = re.findall(r"(?m)^paeonia ([^#\n]+)", (ROOT / page).read_text())
    assert len(lines) >= 6
    for line in lines:
        words = shlex.split(line)
        path = words[:2] if words[0] in ("import", "trials") else words[:1]
        said = CliRunner().invoke(main, [*path, "--help"])
        assert said.exit_code == 0, said.output
        assert all(option in said.output for option in words if option.startswith("--")), line
