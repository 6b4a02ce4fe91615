"""A worker killed after sending and before writing it down: the letter goes once more under its number, then never again."""

import signal
import subprocess
import sys

import pytest
import throwaway
from post.laid import deliveries, wants

from paeonia.post import actions, carrying

pytestmark = pytest.mark.django_db(transaction=True)
WORKER = """
import os, signal, sys, django
django.setup()
from paeonia.post import actions, carrying
actions.sent = lambda *told: os.kill(os.getpid(), signal.SIGKILL)
carrying.carry(int(sys.argv[1]))
"""


def test_killed_between_sending_and_writing_it_down(reader, house, outbox, tmp_path):
    wants(reader, "mail", purpose="courses")
    actions.send([reader.user_id], "academy-place", {"title": "A course"})
    pk = deliveries(house)[0].pk
    home = {"PAEONIA_HOME": str(tmp_path / "home"), "PAEONIA_QUIET_FROM": "00:00", "PAEONIA_QUIET_UNTIL": "00:00"}
    worker = subprocess.run([sys.executable, "-c", WORKER, str(pk)], check=False,
                            env={**throwaway.child_environment(), **home})
    assert worker.returncode == -signal.SIGKILL
    first = (tmp_path / "home" / "outbox" / "mail.jsonl").read_text()
    row = deliveries(house)[0]
    assert (row.state, row.attempts) == ("waiting", 1) and f'"paeonia-{pk}"' in first
    carrying.carry(pk)
    carrying.carry(pk)
    (again,) = outbox()
    assert again["number"] == f"paeonia-{pk}" and deliveries(house)[0].state == "sent"
