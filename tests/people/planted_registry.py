"""Registry records that came in from the page: a file, a question to a live registry, and a problem to set aside."""

from __future__ import annotations

from django.utils import timezone

from paeonia.modules.trials.models import ImportBatch, RegistryProblem, SyncRun

FORMS = (
    ("trials/registry/ask/", "good", {"what": "breast cancer"}),
    ("trials/registry/runs/<int:run_id>/", "on", {"do": "on"}),
    ("trials/registry/runs/<int:run_id>/", "nightly", {"do": "nightly"}),
    ("trials/registry/problems/<int:problem_id>/", "good", {"why": "looked at"}),
)


def plant_registry() -> dict[str, object]:
    """What the routes of imports ask for; registry records belong to no hospital, so the role alone decides."""
    now = timezone.now()
    batch = ImportBatch.objects.create(source="planted.json", finished_at=now)
    run = SyncRun.objects.create(condition="a planted question", base_url="http://127.0.0.1:9/", batch=batch,
                                 finished_at=now)
    problem = RegistryProblem.objects.create(
        batch=batch, source="planted.json", place="planted.json, record 1", code="registry-no-title",
        params={"number": "NCT00000001"}, fingerprint="planted")
    return {"batch_id": batch.pk, "run_id": run.pk, "problem_id": problem.pk}
