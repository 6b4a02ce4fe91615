"""Addresses of this room, mounted at /biobank/consent/."""

from django.urls import path

from . import views
from .worklist import views as worklist

urlpatterns = [
    path("", views.home, name="bankconsent"),
    path("forms/new/", views.new_form, name="bankconsent-form-new"),
    path("donors/<int:donor_id>/", views.donor, name="bankconsent-donor"),
    path("donors/<int:donor_id>/take/<int:form_id>/", views.take, name="bankconsent-take"),
    path("donors/<int:donor_id>/take/<int:form_id>/<int:corrects_id>/", views.take, name="bankconsent-correct"),
    path("donors/<int:donor_id>/withdraw/", views.withdraw, name="bankconsent-withdraw"),
    path("withdrawals/<int:withdrawal_id>/", worklist.withdrawal, name="bankconsent-withdrawal"),
    path("withdrawals/<int:withdrawal_id>/again/", worklist.again, name="bankconsent-again"),
    path("withdrawals/<int:withdrawal_id>/anew/", worklist.anew, name="bankconsent-anew"),
    path("withdrawals/<int:withdrawal_id>/cancel/", worklist.cancel, name="bankconsent-cancel"),
    path("withdrawals/<int:withdrawal_id>/sign/", worklist.sign_waiting, name="bankconsent-sign-waiting"),
    path("items/<int:item_id>/carry/", worklist.carry, name="bankconsent-carry"),
    path("items/<int:item_id>/sign/", worklist.sign, name="bankconsent-sign"),
]
