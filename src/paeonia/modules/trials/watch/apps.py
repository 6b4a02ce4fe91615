"""Tells Django about this room."""

from django.apps import AppConfig


class Watch(AppConfig):
    """A room of the trials module with tables and pages of its own; it listens to what is written in charts."""

    name = "paeonia.modules.trials.watch"
    label = "watch"
    verbose_name = "Watch"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Ask the chart and the coordinators' places to be told."""
        from paeonia.chart import door  # models are ready only now
        from paeonia.modules.trials.asides import provide
        from paeonia.modules.trials.slots.announcing import on_change
        from paeonia.modules.trials.watch.queries import set_aside_of_trial
        from paeonia.modules.trials.watch.tasks import places_said, written

        provide(set_aside_of_trial)
        door.on_change(written)
        on_change(places_said)
