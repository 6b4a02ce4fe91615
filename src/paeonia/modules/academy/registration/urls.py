"""Addresses of registering and of the desk, under their activity."""

from django.urls import path

from . import views, views_desk, views_door, views_money

urlpatterns = [
    path("", views.mine, name="academydesk"),
    path("as/<int:category_id>/", views.register, name="academydesk-register"),
    path("change/", views.change, name="academydesk-change"),
    path("desk/", views_desk.desk, name="academydesk-desk"),
    path("desk/set/<slug:deed>/", views_desk.enter, name="academydesk-enter"),
    path("desk/people.csv", views_desk.people, name="academydesk-people"),
    path("desk/badges.pdf", views_desk.badges, name="academydesk-badges"),
    path("desk/statement/", views_money.statement, name="academydesk-statement"),
    path("desk/<int:registration_id>/", views_desk.person, name="academydesk-person"),
    path("desk/<int:registration_id>/decide/", views_desk.decide, name="academydesk-decide"),
    path("desk/<int:registration_id>/badge.pdf", views_desk.badge, name="academydesk-badge"),
    path("desk/<int:registration_id>/renew/", views_desk.renew, name="academydesk-renew"),
    path("desk/<int:registration_id>/pay/", views_money.pay, name="academydesk-pay"),
    path("desk/<int:registration_id>/pay/<int:payment_id>/back/", views_money.take_back, name="academydesk-back"),
    path("lists/<int:door_id>/", views_door.door, name="academydesk-door"),
    path("lists/<int:door_id>/counts/", views_door.counts, name="academydesk-counts"),
    path("lists/<int:door_id>/undo/<int:check_in_id>/", views_door.undo, name="academydesk-undo"),
    path("lists/<int:door_id>/attendance/", views_door.attendance, name="academydesk-attendance"),
    path("lists/<int:door_id>/came.csv", views_door.came, name="academydesk-came"),
]
