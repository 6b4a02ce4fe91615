"""Rows about a patient are seen in her hospital alone, news by its recipient, one's own things by oneself."""

from django.db import migrations

from paeonia.people.rowlevel import IN_MY_HOSPITALS, append_only, belongs_together, protect

# The daily round and the command line act for nobody, but within hospitals; a stranger at the door has none.
THE_HOUSE = "(SELECT paeonia_user()) IS NULL AND cardinality((SELECT paeonia_hospitals())::int[]) > 0"
OWN = "(user_id = (SELECT paeonia_user()) OR {house})".format(house=f"({THE_HOUSE})")
TOLD = OWN.replace("user_id", "recipient_id")
ABOUT_PATIENTS = ("watch_standing", "watch_change", "watch_news", "watch_dismissal")


class Migration(migrations.Migration):
    dependencies = [("watch", "0001_initial"), ("chart", "0004_trail_security"), ("people", "0002_access")]

    operations = [
        *(op for table in ("watch_standing", "watch_change", "watch_dismissal", "watch_dismissalevent", "watch_round")
          for op in protect(table)),
        *(op for table in ("watch_news", "watch_newsevent") for op in protect(table, f"{IN_MY_HOSPITALS} AND {TOLD}")),
        *(op for table in ("watch_outbox", "watch_outboxevent") for op in protect(table, TOLD)),
        *(op for table in ("watch_manner", "watch_mannerevent", "watch_savedsearch", "watch_savedsearchevent")
          for op in protect(table, OWN)),
        *(belongs_together(table, "patient_id", "chart_patient") for table in ABOUT_PATIENTS),
        *(op for table in ("watch_change", "watch_rulebook", "watch_dismissalevent", "watch_mannerevent",
                           "watch_savedsearchevent", "watch_newsevent", "watch_outboxevent") for op in append_only(table)),
    ]
