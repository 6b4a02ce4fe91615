"""The population engine in several processes: patients shared out, columns and answers shared in memory.

The workers are forked once and wait for the next call, so the columns travel to nobody. Fork needs a process without
other threads: the command line and the benchmark have none, the pages have some and ask in one process.
"""

from __future__ import annotations

import mmap
import multiprocessing
import threading
import traceback
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType

import numpy as np

from paeonia.criteria.columns import Columns
from paeonia.criteria.parts import WORD, bounds, part
from paeonia.criteria.population import Matcher, Planes, Verdicts

Part = tuple[int, Columns]      # its first patient, and everybody in it
KNOWING, ANEW = b"match", b"match anew"
PATIENCE = 5.0      # seconds a worker is given to leave


class ShardLost(RuntimeError):
    """A worker process ended or failed before it had answered."""


class Shards:
    """Sentences asked of columns by `processes` at once: `with Shards(matcher, columns, 2) as shards: shards.match()`.

    Raises RuntimeError where other threads run, ShardLost when a worker is killed.
    """

    def __init__(self, matcher: Matcher, columns: Columns, processes: int = 2) -> None:
        self.matcher, self.columns = matcher, columns
        self.parts = [(first, part(columns, first, last)) for first, last in bounds(len(columns), max(1, processes))]
        self.out = _shared((matcher.size, 2, -(-len(columns) // 64)))
        self.links: list[Connection] = []
        self.workers: list[BaseProcess] = []

    def __enter__(self) -> Shards:
        if len(self.parts) > 1 and threading.active_count() > 1:
            raise RuntimeError("Matching in several processes must begin before other threads do; ask in one process.")
        for mine in self.parts[1:]:
            self._start(mine)
        return self

    def __exit__(self, _kind: type[BaseException] | None, _fault: BaseException | None,
                 _where: TracebackType | None) -> None:
        for link in self.links:
            link.close()    # a worker leaves when nobody can ask it any more
        for worker in self.workers:
            worker.join(PATIENCE)
            if worker.is_alive():
                worker.kill()
                worker.join()

    def match(self) -> Verdicts:
        """The answers of every sentence for every patient; the next call writes over them."""
        return self._ask(KNOWING)

    def match_anew(self) -> Verdicts:
        """The same by processes that have forgotten whatever earlier calls left with the columns."""
        return self._ask(ANEW)

    def _ask(self, how: bytes) -> Verdicts:
        for link in self.links:
            _tell(link, how)
        self._answer(self.parts[0], how)
        for link in self.links:
            _hear(link)
        return Verdicts(self.out, self.columns.ids)

    def _start(self, mine: Part) -> None:
        fork = multiprocessing.get_context("fork")
        ours, theirs = fork.Pipe()
        worker = fork.Process(target=self._serve, args=(theirs, [*self.links, ours], mine), daemon=True)
        worker.start()
        theirs.close()
        self.links.append(ours)
        self.workers.append(worker)

    def _serve(self, link: Connection, inherited: list[Connection], mine: Part) -> None:
        """What a worker does: answer its part each time it is asked, until the asking end closes."""
        for other in inherited:
            other.close()   # else the asking ends would stay open here, and nobody would ever leave
        while True:
            try:
                how = link.recv_bytes()
            except (EOFError, OSError, KeyboardInterrupt):
                return
            try:
                self._answer(mine, how)
                link.send_bytes(b"")
            except Exception:  # whatever it is, the asking process has to say it
                link.send_bytes(traceback.format_exc().encode())

    def _answer(self, mine: Part, how: bytes) -> None:
        first, columns = mine
        if how == ANEW:
            columns.planes.clear()
        self.matcher.match_into(columns, self.out[:, :, first // WORD:])


def _tell(link: Connection, how: bytes) -> None:
    try:
        link.send_bytes(how)
    except OSError as gone:
        raise ShardLost("A process that matches patients has ended; ask again.") from gone


def _hear(link: Connection) -> None:
    try:
        said = link.recv_bytes()
    except (EOFError, OSError) as gone:
        raise ShardLost("A process that matches patients ended before it had answered; ask again.") from gone
    if said:
        raise ShardLost(said.decode())


def _shared(shape: tuple[int, int, int]) -> Planes:
    """Planes in memory that forked processes write together; the memory lives as long as the array."""
    memory = mmap.mmap(-1, max(1, 8 * shape[0] * shape[1] * shape[2]))
    return np.frombuffer(memory, np.uint64, count=shape[0] * shape[1] * shape[2]).reshape(shape)
