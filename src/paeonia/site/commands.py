"""Starting the site and keeping its tables up to date."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import click


@click.command()
def migrate() -> None:
    """Bring the tables up to date, as their owner."""
    from paeonia.site.tables import bring_up_to_date

    click.echo("Tables brought up to date." if bring_up_to_date() else "Tables are up to date.")
    derive_again()


def derive_again() -> None:
    """Make derived facts again where the dictionary has changed since, so that everybody is asked by today's words."""
    from paeonia.chart import door
    from paeonia.people.viewer import system_viewer

    def say(count: int) -> None:
        click.echo(f"The dictionary has changed: {count:,} patients brought up to date.  数据字典已更新：{count:,} 名患者。")

    door.rederive(system_viewer("dictionary changed"), say)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=int, default=8000, envvar="PORT", show_default=True)
@click.option("--threads", type=int, default=8, show_default=True)
@click.option(
    "--demo/--no-demo",
    "with_demo",
    default=None,
    help="Load the demo programme into an empty database; done unasked in the embedded one alone.",
)
@click.option("--worker/--no-worker", default=True, help="Also do background work.")
def serve(host: str, port: int, threads: int, with_demo: bool | None, worker: bool) -> None:
    """Start the site: database, tables, demo programme on the first start, background work, pages."""
    import waitress

    from paeonia.site import demo
    from paeonia.site.tables import bring_up_to_date

    bring_up_to_date(verbosity=0)
    if with_demo is None:
        with_demo = not os.environ.get("DATABASE_URL")  # a hospital's own database is never filled unasked
    if with_demo and demo.is_wanted():
        click.echo("First start: loading the demo programme …  首次启动：正在载入演示项目……")
        demo.load()
    derive_again()
    application = open_door()

    try:
        server = waitress.create_server(
            application, host=host, port=port, threads=threads, ident=None, max_request_body_size=300 * 2**20
        )
    except OSError as taken:
        raise click.ClickException(
            f"Port {port} cannot be used ({taken.strerror}). Stop the other program or choose another: --port {port + 1}"
        ) from None
    click.echo(f"\nPaeonia  http://{host}:{port}/\n{demo.sign_ins()}\nStop with Ctrl+C.  按 Ctrl+C 停止。")
    signal.signal(signal.SIGTERM, stop)
    with background_work() if worker else nothing():
        try:
            server.run()
        finally:
            server.close()


def open_door() -> Any:
    """Return the application, or say in plain words which check forbids it to start."""
    from django.core.exceptions import ImproperlyConfigured

    try:
        from paeonia.site.wsgi import application  # deferred: its checks need the tables
    except ImproperlyConfigured as fault:
        raise click.ClickException(f"The site does not start until this is put right.\n{fault}") from None
    return application


@click.command()
@click.option(
    "--beside", is_flag=True, hidden=True, help="Stop when the process that started this one is gone."
)
def work(beside: bool) -> None:
    """Do background work until stopped."""
    from django.core.management import call_command

    if beside:
        threading.Thread(target=stop_with_starter, daemon=True).start()
    call_command("procrastinate", "worker", "--concurrency=1")


def stop_with_starter() -> None:
    """Wait until the starter's end of the pipe closes, however it died, then stop this process."""
    # Read from the descriptor itself: a thread that waits inside the buffered reader holds its lock while Python ends.
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def background_work() -> Iterator[None]:
    """Run `paeonia work` beside the pages, in a process of its own, so that long work never slows a page."""
    command = [sys.executable, "-m", "paeonia.site.cli", "work", "--beside"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 our own command
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()


@contextmanager
def nothing() -> Iterator[None]:
    """Stand in for background work that was not asked for."""
    yield


def stop(_signal: int, _frame: FrameType | None) -> None:
    """Leave as Ctrl+C would, so that the worker and the database are put down too."""
    raise KeyboardInterrupt
