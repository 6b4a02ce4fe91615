"""Brings the tables up to date as their owner; nothing else connects with that role."""

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor


def bring_up_to_date(verbosity: int = 1) -> bool:
    """Apply missing migrations and make the cache table; says whether anything had to be done."""
    owner = connections["owner"]
    try:
        executor = MigrationExecutor(owner)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        call_command("migrate", database="owner", interactive=False, verbosity=verbosity, skip_checks=True)
        call_command("createcachetable", database="owner", verbosity=0)
        return True
    finally:
        owner.close()
