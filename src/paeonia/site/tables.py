"""Brings the tables up to date as their owner; nothing else connects with that role."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from paeonia.site import baseline

WHO = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


def bring_up_to_date(verbosity: int = 1, *, quickly: bool = True) -> bool:
    """Apply missing migrations and make the cache table; says whether anything had to be done.

    `quickly`: an empty embedded database is read from the baseline.
    """
    owner = connections["owner"]
    try:
        executor = MigrationExecutor(owner)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
    finally:
        owner.close()
    with as_owner():
        if quickly:
            baseline.load("default")
        call_command("migrate", interactive=False, verbosity=verbosity, skip_checks=True)
        call_command("createcachetable", verbosity=0)
    return True


@contextmanager
def as_owner() -> Iterator[None]:
    """Let the default connection be the owner's for as long as tables change.

    Libraries' migrations fill tables through the default connection, whatever database they are told to migrate.
    """
    default, owner = connections["default"], connections["owner"]
    before = dict(default.settings_dict)
    default.close()
    default.settings_dict.update({key: owner.settings_dict[key] for key in WHO})
    try:
        yield
    finally:
        default.close()
        default.settings_dict.update(before)
