"""Addresses of this room, mounted at /trials/own/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.listing, name="own"),
    path("register/", views.register, name="own-register"),
    path("<int:own_id>/", views.trial, name="own-trial"),
    path("<int:own_id>/enter/<str:what>/", views.enter, name="own-enter"),
    path("<int:own_id>/correct/<str:what>/<int:item_id>/", views.enter, name="own-correct"),
    path("<int:own_id>/files/<int:document_id>/", views.document, name="own-file"),
    path("<int:own_id>/<str:part>/", views.trial, name="own-part"),
]
