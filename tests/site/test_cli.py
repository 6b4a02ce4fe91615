"""The command line: light to start, plain when something is missing."""

import subprocess
import sys

from click.testing import CliRunner

from paeonia.site.cli import COMMANDS, SUMMARIES, main


def test_help_and_ask_never_load_django():
    program = (
        "import sys; from paeonia.site.cli import main\n"
        "for words in (['--help'], ['ask', '--help']):\n"
        "    try: main(words)\n"
        "    except SystemExit as left: assert left.code == 0, left.code\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('django', 'psycopg')]\n"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


def test_each_command_is_listed_with_a_summary():
    assert set(COMMANDS) == set(SUMMARIES)
    listed = CliRunner().invoke(main, ["--help"]).output
    assert all(f"  {name} " in listed for name in COMMANDS)


def test_a_mistyped_command_is_named():
    answer = CliRunner().invoke(main, ["srve"])
    assert answer.exit_code == 2 and "srve" in answer.output


def test_a_floor_that_is_not_installed_is_said_so(monkeypatch):
    monkeypatch.setitem(COMMANDS, "ask", "paeonia.no_such_floor:ask")
    answer = CliRunner().invoke(main, ["ask"])
    assert answer.exit_code == 1 and "not part of this installation" in answer.output
