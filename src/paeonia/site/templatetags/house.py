"""Lets the sign-in library's pages stand in our layout, so that there is one layout and not two."""

from typing import Any

from django import template
from django.template import engines
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def jinja_page(context: template.Context, name: str) -> SafeString:
    """Show one of our own Jinja pages with everything this page was given."""
    return show(name, context.flatten(), context)


@register.tag
def house(parser: Parser, token: Token) -> "House":
    """`{% house %} title {% content %} body {% endhouse %}`: title and body inside our layout."""
    title = parser.parse(("content",))
    parser.delete_first_token()
    body = parser.parse(("endhouse",))
    parser.delete_first_token()
    return House(title, body)


class House(template.Node):
    """A page of the library, wrapped; its blocks can still be filled by the pages that extend it."""

    child_nodelists = ("title", "body")

    def __init__(self, title: NodeList, body: NodeList) -> None:
        self.title = title
        self.body = body

    def render(self, context: template.Context) -> SafeString:
        """Return the whole page."""
        title = self.title.render(context).strip()
        return show("house/account.jinja", {"heading": title, "body": self.body.render(context)}, context)


def show(name: str, values: dict[str, Any], context: template.Context) -> SafeString:
    """Render a Jinja page for the request of a Django template."""
    keep = {key: value for key, value in values.items() if key not in ("request", "csrf_token")}
    return mark_safe(engines["jinja2"].get_template(name).render(keep, context["request"]))  # noqa: S308 Jinja escaped it
