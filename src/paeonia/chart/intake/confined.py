"""Foreign files are taken apart in a child process with limits: a file made to exhaust us exhausts only the child."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# How a child says that its memory ran out; Python's own exit codes are 1 and 2.
OUT_OF_MEMORY = 9


@dataclass(frozen=True, slots=True)
class Confines:
    """What one file may cost: megabytes of memory and of unpacked content, packing ratio, seconds."""

    memory: int = 1024
    unpacked: int = 500
    ratio: int = 300
    seconds: int = 120


class Stopped(Exception):
    """The child did not come to its end: `kind` is `memory`, `time` or `broken`; `said` what it wrote about it."""

    def __init__(self, kind: str, said: str = "") -> None:
        self.kind, self.said = kind, said
        super().__init__(said or kind)


def lines(program: Sequence[str], confines: Confines) -> Iterator[bytes]:
    """Every line a Python program writes; raises Stopped after the last one if it was stopped or failed.

    The program takes the limits upon itself (`confine`) before it opens anything.
    """
    # Our own interpreter and program; paths are arguments, never a command.
    kept = {name: os.environ[name] for name in ("PATH", "PAEONIA_KNOWLEDGE") if name in os.environ}
    child = subprocess.Popen([sys.executable, "-I", *program], stdin=subprocess.DEVNULL,  # noqa: S603
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             env={**kept, "LANG": "C.UTF-8"}, cwd="/")
    try:
        yield from _lines(child, confines.seconds)
        _ended(child)
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdout, child.stderr):
            if pipe:
                pipe.close()


def _lines(child: subprocess.Popen[bytes], seconds: int) -> Iterator[bytes]:
    """Lines of the child; only the time we wait for it counts, not the time its lines are worked on here."""
    assert child.stdout is not None
    held, pipe = b"", child.stdout.fileno()
    while True:
        if not select.select([pipe], [], [], seconds)[0]:
            raise Stopped("time")
        more = os.read(pipe, 1 << 16)
        if b"\n" in more:
            *whole, rest = more.split(b"\n")
            whole[0] = held + whole[0]
            held = rest
            yield from whole
        else:
            held += more
        if not more:
            return


def _ended(child: subprocess.Popen[bytes]) -> None:
    said = child.stderr.read(2000).decode("utf-8", "replace").strip() if child.stderr else ""
    code = child.wait()
    if code:
        raise Stopped("memory" if code == OUT_OF_MEMORY else "time" if code < 0 else "broken", said or f"exit {code}")


def confine(memory: int, seconds: int) -> None:
    """Limits in megabytes and CPU seconds that this process cannot lift again; it may write to no file.

    On Linux it also ends with whoever started it, however that one ended.
    """
    import ctypes  # only the child needs these
    import resource
    import signal

    if sys.platform == "linux":
        die_with_parent = 1
        ctypes.CDLL(None).prctl(die_with_parent, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (memory * 1_000_000, memory * 1_000_000))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
