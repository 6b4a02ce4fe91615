"""How signing in differs from the library's default."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):
    """Nobody signs herself up: the programme administrator adds people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
