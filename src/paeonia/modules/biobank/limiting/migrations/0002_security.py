"""Who sees limits: whoever sees codes. What was said of one is only added to."""

from django.db import migrations

from paeonia.people.rowlevel import BY_CODE, append_only, protect


class Migration(migrations.Migration):
    dependencies = [("banklimits", "0001_initial"), ("biobank", "0003_two_people")]

    operations = [*protect("banklimits_ownlimit", BY_CODE), *append_only("banklimits_ownlimit")]
