"""Tables: what the models say is what the migrations make."""

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_missing():
    said = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        pytest.fail(f"Run makemigrations:\n{said.getvalue()}")
