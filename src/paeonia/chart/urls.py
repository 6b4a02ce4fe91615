"""Addresses of the patient record."""

from django.urls import path

from . import views, views_audit, views_intake, views_record

urlpatterns = [
    path("patients/", views.patients, name="patients"),
    path("patients/<int:patient_id>/", views.patient, name="patient"),
    path("patients/<int:patient_id>/record/", views_record.record, name="record"),
    path("patients/<int:patient_id>/review/", views_record.review, name="review"),
    path("patients/<int:patient_id>/facts/<int:fact_id>/", views_record.fact, name="fact"),
    path("patients/<int:patient_id>/facts/<int:fact_id>/correct/", views_record.correct, name="correct"),
    path("audit/", views_audit.audit, name="audit"),
    path("intakes/", views_intake.intakes, name="intakes"),
    path("intakes/new/", views_intake.bring, name="intake-new"),
    path("intakes/queue/", views_intake.queue, name="intake-queue"),
    path("intakes/queue/<int:entry_id>/", views_intake.settle, name="intake-settle"),
    path("intakes/<int:intake_id>/", views_intake.intake, name="intake"),
    path("intakes/<int:intake_id>/progress/", views_intake.progress, name="intake-progress"),
]
