"""Counted boxes: seen by code, only added, and of the box's own hospital."""

from django.db import migrations

from paeonia.people.rowlevel import BY_CODE, append_only, belongs_together, protect


class Migration(migrations.Migration):
    dependencies = [("bankstore", "0003_inventorycheck")]

    operations = [
        *protect("bankstore_inventorycheck", BY_CODE),
        *append_only("bankstore_inventorycheck"),
        belongs_together("bankstore_inventorycheck", "container_id", "bankstore_container"),
    ]
