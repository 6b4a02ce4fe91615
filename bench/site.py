"""The site in a process of its own, as `paeonia serve` runs it, on the loopback address and until its starter ends."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading

from bench import home

THREADS = 8     # as `paeonia serve`


def main() -> None:
    """Serve on a free port and say which; stop when the starter closes our input."""
    home.open_house()
    import waitress
    from django.conf import settings

    settings.SECURE_SSL_REDIRECT = False
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)     # sixteen people at eight threads always queue
    from paeonia.site.wsgi import application

    server = waitress.create_server(application, host="127.0.0.1", port=0, threads=THREADS, ident=None)
    print(server.effective_port, flush=True)

    def wait() -> None:
        sys.stdin.buffer.read()
        os.kill(os.getpid(), signal.SIGINT)     # leaves as Ctrl+C would, so that the database is put down too

    threading.Thread(target=wait, daemon=True).start()
    server.run()


if __name__ == "__main__":
    main()
