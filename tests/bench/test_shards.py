"""Workers are forked, so their cases run in a process of their own: other tests leave threads (a browser, a server)."""

import subprocess
import sys
from pathlib import Path

CASES = Path(__file__).with_name("shards_alone.py")


def test_several_processes_answer_as_one():
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", str(CASES)],
                          capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
    assert "passed" in done.stdout
