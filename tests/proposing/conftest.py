"""The stand-in server and an endpoint that points at it."""

import pytest
from proposing.stand_in import StandIn

from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.proposing.endpoint import Endpoint
from paeonia.modules.trials.proposing.prompt import TextLine
from paeonia.modules.trials.proposing.propose import propose

LINES = (TextLine(4, "inclusion", "Bilirubin no higher than 1.5 times the upper limit"),
         TextLine(7, "exclusion", "Prior exposure to any CDK4/6 inhibitor"))


@pytest.fixture
def asked():
    """Ask a stand-in that gives these answers: asked(answer, ...) -> (what came of it, the server, the pauses made)."""
    servers = []

    def ask(*answers, lines=LINES, seconds=5.0, **kept):
        servers.append(StandIn(*answers))
        pauses = []
        endpoint = Endpoint(servers[-1].url, "qwen3-32b", seconds=seconds, **kept)
        return propose(lines, dictionary(), endpoint, wait=pauses.append), servers[-1], pauses

    yield ask
    for server in servers:
        server.shutdown()
        server.server_close()
