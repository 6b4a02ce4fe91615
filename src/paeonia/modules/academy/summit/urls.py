"""Addresses of a call for abstracts, under its activity."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.abstracts, name="summit"),
    path("call/", views.call, name="summit-call"),
    path("write/", views.write, name="summit-write"),
    path("decide/", views.decide, name="summit-decide"),
    path("book.pdf", views.book_page, name="summit-book"),
    path("<int:abstract_id>/", views.abstract, name="summit-abstract"),
    path("<int:abstract_id>/write/", views.write, name="summit-rewrite"),
    path("<int:abstract_id>/place/", views.place, name="summit-place"),
]
