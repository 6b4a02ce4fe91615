"""One sees one's own letters, wishes and addresses; the house, acting for nobody, writes and carries."""

from django.db import migrations

from paeonia.people.rowlevel import append_only, protect, protect_by_parent

THE_HOUSE = "(SELECT paeonia_user()) IS NULL AND cardinality((SELECT paeonia_hospitals())::int[]) > 0"
OWN = f"(user_id = (SELECT paeonia_user()) OR ({THE_HOUSE}))"


class Migration(migrations.Migration):
    """Row-level security of the post."""

    dependencies = [("post", "0001_initial"), ("people", "0002_access")]

    operations = [
        *(op for table in ("letter", "letterevent", "wish", "address", "addressevent")
          for op in protect(f"post_{table}", OWN)),
        *(op for table in ("delivery", "deliveryevent") for op in protect_by_parent(f"post_{table}", "letter_id", "post_letter")),
        *(op for table in ("letterevent", "deliveryevent", "wish", "addressevent") for op in append_only(f"post_{table}")),
    ]
