"""Who sees a kept question: its author, and once it is shared whoever sees the bank's codes; noted answers are only added."""

from django.db import migrations

from paeonia.people.rowlevel import BY_CODE, append_only, belongs_together, protect

MINE = f"{BY_CODE} AND (shared OR by_id = paeonia_user())"
# Its author writes it; taking it off the list or unsharing is open to whoever manages the bank, which the action decides.
OF_QUESTION = "question_id IN (SELECT p.id FROM bankask_savedquestion p)"


class Migration(migrations.Migration):
    dependencies = [("bankask", "0001_initial"), ("biobank", "0002_security")]

    operations = [
        *protect("bankask_savedquestion", MINE, BY_CODE),
        *protect("bankask_notedanswer", OF_QUESTION),
        *protect("bankask_savedquestionevent", BY_CODE, "true"),
        *append_only("bankask_notedanswer"),
        *append_only("bankask_savedquestionevent"),
        belongs_together("bankask_notedanswer", "question_id", "bankask_savedquestion"),
    ]
