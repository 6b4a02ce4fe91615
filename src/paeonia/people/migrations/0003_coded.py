"""One more role, the bank's manager, and the hospitals whose coded rows somebody may see."""

from django.db import migrations, models
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import reading


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_access'),
    ]

    operations = [
        RunSQL(reading("coded", "int[]"), "DROP FUNCTION paeonia_coded;"),
        migrations.RemoveConstraint(
            model_name='membership',
            name='membership_role_known',
        ),
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('oncologist', 'Oncologist'), ('nurse', 'Nurse'), ('trial_coordinator', 'Trial Coordinator'), ('biobank_technician', 'Biobank Technician'), ('biobank_manager', 'Biobank Manager'), ('genetic_counsellor', 'Genetic Counsellor'), ('partner_physician', 'Partner Physician'), ('educator', 'Educator'), ('patient', 'Patient'), ('programme_admin', 'Programme Admin'), ('auditor', 'Auditor')], max_length=24),
        ),
        migrations.AlterField(
            model_name='membershipevent',
            name='role',
            field=models.CharField(choices=[('oncologist', 'Oncologist'), ('nurse', 'Nurse'), ('trial_coordinator', 'Trial Coordinator'), ('biobank_technician', 'Biobank Technician'), ('biobank_manager', 'Biobank Manager'), ('genetic_counsellor', 'Genetic Counsellor'), ('partner_physician', 'Partner Physician'), ('educator', 'Educator'), ('patient', 'Patient'), ('programme_admin', 'Programme Admin'), ('auditor', 'Auditor')], max_length=24),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['oncologist', 'nurse', 'trial_coordinator', 'biobank_technician', 'biobank_manager', 'genetic_counsellor', 'partner_physician', 'educator', 'patient', 'programme_admin', 'auditor'])), name='membership_role_known'),
        ),
    ]
