"""What loggers said: seen by whoever sees the parcel, only added, and of the parcel's own hospital."""

from django.db import migrations

from paeonia.people.rowlevel import append_only, belongs_together, protect


class Migration(migrations.Migration):
    dependencies = [("bankrequests", "0003_parcel_log")]

    operations = [
        *protect("bankrequests_parcellog", "shipment_id IN (SELECT p.id FROM bankrequests_shipment p)"),
        *append_only("bankrequests_parcellog"),
        belongs_together("bankrequests_parcellog", "shipment_id", "bankrequests_shipment"),
    ]
