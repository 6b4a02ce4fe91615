"""The pages' grammar without the rest of the house: a small site with the gallery, and pictures of it.

`python tests/ui/alone.py` takes screenshots of the gallery and the error pages into `build/screenshots/`.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings

ROOT = Path(__file__).parents[2]
SHOTS = (("wide", 1280, 900, "light"), ("dark", 1280, 900, "dark"), ("phone", 390, 844, "light"))


def chrome(request: Any) -> dict[str, Any]:
    """What the site would put around a page."""
    from paeonia.ui.chrome import Chrome, Link

    links = (
        ("Today", "今日"),
        ("Patients", "患者"),
        ("Trials", "临床试验"),
        ("Intake", "数据导入"),
        ("Knowledge", "知识库"),
    )
    menu = (
        Link({"en": "Sign-in and security", "zh": "登录与安全"}, "#"),
        Link({"en": "Sign out", "zh": "退出登录"}, "#", post=True),
    )
    navigation = tuple(
        Link({"en": en, "zh": zh}, "#", current=en == "Trials", count=18 if en == "Today" else None)
        for en, zh in links
    )
    role = {"en": "oncologist, East Campus", "zh": "肿瘤科医师，东院区"}
    return {
        "chrome": Chrome(
            navigation,
            menu,
            "陈丽华",
            role,
            language_action="/language",
            demo=True,
            data_of=role,
            as_of="2026-11-23",
            post=Link({"en": "Messages", "zh": "消息"}, "#", count=3),
        )
    }


def configure() -> None:
    """The fewest settings under which pages can be drawn; does nothing where the site has already spoken."""
    if settings.configured:
        return
    engine = {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parent / "alone_pages"],
        "OPTIONS": {
            "environment": "paeonia.ui.environment.environment",
            "context_processors": ["tests.ui.alone.chrome"],
        },
    }
    settings.configure(
        DEBUG=False, SECRET_KEY="only for trying pages", ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="tests.ui.alone_urls", USE_TZ=True,
        TIME_ZONE="Asia/Shanghai", STATIC_URL="/static/", TEMPLATES=[engine], USE_I18N=True,
        INSTALLED_APPS=["django.contrib.staticfiles", "django_htmx", "paeonia.ui"],
        LANGUAGES=[("zh-hans", "中文"), ("en", "English")], LANGUAGE_CODE="en",
        MIDDLEWARE=["django.middleware.locale.LocaleMiddleware", "csp.middleware.CSPMiddleware"],
        CONTENT_SECURITY_POLICY={"DIRECTIVES": {"default-src": ["'self'"]}},
    )  # fmt: skip
    django.setup()


class Quiet(WSGIRequestHandler):
    """Serves without a line for every request."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def serve() -> tuple[Any, str]:
    """The small site on a free port, in a thread; close it with `shutdown()`."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application

    # Static files are served here even though DEBUG is off, as they are only tried on this machine.

    handler = StaticFilesHandler(get_wsgi_application())
    settings.DEBUG = True  # else Django's own handler serves no style sheets
    server = make_server("127.0.0.1", 0, handler, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"


def main(pages: list[str]) -> None:
    """Take the pictures and print what the browser complained of."""
    from playwright.sync_api import sync_playwright

    server, base = serve()
    target = ROOT / "build" / "screenshots"
    target.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for language in ("en", "zh-CN"):
            for name, width, height, scheme in SHOTS:
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme, locale=language
                )
                page = context.new_page()
                page.on("console", lambda message: print(message.type, message.text))
                for at in pages:
                    page.goto(f"{base}/{at}")
                    page.wait_for_timeout(150)
                    page.screenshot(path=target / f"ui-{at}-{language[:2]}-{name}.png", full_page=True)
                    wide = page.evaluate("document.documentElement.scrollWidth")
                    if wide > width:
                        print(f"{at} {language} {name}: {wide - width} px too wide")
                context.close()
        browser.close()
    server.shutdown()


def stand() -> None:
    """Say the address and serve until the input ends, for the journeys."""
    _, base = serve()
    print(base, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    configure()
    if sys.argv[1:] == ["--stand"]:
        stand()
    else:
        main(sys.argv[1:] or ["gallery", "404"])
