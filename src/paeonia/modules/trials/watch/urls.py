"""Addresses of this room, mounted at /trials/watch/."""

from django.urls import path

from paeonia.modules.trials.watch import views_aside, views_news, views_plan, views_searches, views_work

urlpatterns = [
    path("", views_news.news, name="watch-news"),
    path("read/", views_news.read, name="watch-read"),
    path("manner/", views_news.manner, name="watch-manner"),
    path("clinic/", views_work.clinic, name="watch-clinic"),
    path("clinic.csv", views_work.clinic_csv, name="watch-clinic-csv"),
    path("away/", views_work.away, name="watch-away"),
    path("away.csv", views_work.away_csv, name="watch-away-csv"),
    path("aside/", views_aside.aside, name="watch-aside"),
    path("aside/<int:aside_id>/reopen/", views_aside.reopen, name="watch-reopen"),
    path("pair/<int:patient_id>/<str:slug>/", views_aside.pair, name="watch-pair"),
    path("feasibility/", views_plan.plan, name="watch-plan"),
    path("searches/", views_searches.listing, name="watch-searches"),
    path("searches/new/", views_searches.new, name="watch-search-new"),
    path("searches/<int:search_id>/look/", views_searches.look, name="watch-search-look"),
    path("searches/<int:search_id>/forget/", views_searches.forget, name="watch-search-forget"),
]
