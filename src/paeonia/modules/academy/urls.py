"""Addresses of the academy, mounted under /academy/."""

from django.urls import include, path

from . import views, views_open, views_teach

urlpatterns = [
    path("", views.catalogue, name="academy"),
    path("mine/", views.mine, name="academy-mine"),
    path("mine/transcript.pdf", views.transcript_file, name="academy-transcript"),
    path("plan/", views_teach.begin, name="academy-plan"),
    path("here/<str:code>/", views.here, name="academy-here"),
    path("certificates/<str:serial>/", views_open.check, name="academy-check"),
    path("certificates/<str:serial>/file.pdf", views_open.download, name="academy-file"),
    path("certificates/<str:serial>/revoke/", views_teach.revoke, name="academy-revoke"),
    path("sessions/<int:session_id>/code/", views_teach.screen, name="academy-screen"),
    path("sessions/<int:session_id>/came/", views_teach.by_hand, name="academy-by-hand"),
    path("<int:activity_id>/", views.activity, name="academy-activity"),
    path("<int:activity_id>/withdraw/", views.withdraw, name="academy-withdraw"),
    path("<int:activity_id>/test/", views.test, name="academy-test"),
    path("<int:activity_id>/test/<int:number>/", views.result, name="academy-result"),
    path("<int:activity_id>/feedback/", views.feedback, name="academy-feedback"),
    path("<int:activity_id>/certificate/", views.certify, name="academy-certify"),
    path("calendar/", include("paeonia.modules.academy.programme.urls_calendar")),
    path("<int:activity_id>/programme/", include("paeonia.modules.academy.programme.urls")),
    path("<int:activity_id>/registration/", include("paeonia.modules.academy.registration.urls")),
    path("<int:activity_id>/abstracts/", include("paeonia.modules.academy.summit.urls")),
    path("<int:activity_id>/lessons/", include("paeonia.modules.academy.lessons.urls")),
    path("<int:activity_id>/run/", views_teach.run, name="academy-run"),
    path("<int:activity_id>/run/change/", views_teach.change, name="academy-change"),
    path("<int:activity_id>/run/enter/<slug:deed>/", views_teach.enter, name="academy-enter"),
    path("<int:activity_id>/run/decide/<int:enrolment_id>/", views_teach.decide, name="academy-decide"),
    path("<int:activity_id>/run/report.<slug:kind>", views_teach.report, name="academy-report"),
]
