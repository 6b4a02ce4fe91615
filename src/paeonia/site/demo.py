"""The invented programme a newcomer meets: three hospitals, people in each role, and what each floor adds."""

from importlib import import_module
from importlib.util import find_spec

import click

from paeonia.site.demo_state import is_demo, remember
from paeonia.site.registry import installed_apps


def parts() -> list[str]:
    """Return the demo.py of each floor and module, lower floors first; each has `load(say) -> None`."""
    return [f"{app}.demo" for app in installed_apps() if app != "paeonia.site" and find_spec(f"{app}.demo")]


def is_wanted() -> bool:
    """True while nobody is in the database yet but perhaps those whom a killed first start invented."""
    return not is_demo() and holds_nobody_real()


def holds_nobody_real() -> bool:
    """True when every person and hospital in the database is one of the demo's own."""
    from paeonia.people.demo import HOSPITALS, PEOPLE
    from paeonia.people.models import Hospital, User

    people = User.objects.exclude(username__in=[name for name, *_ in PEOPLE])
    places = Hospital.objects.exclude(code__in=[code for code, *_ in HOSPITALS])
    return not (people.exists() or places.exists())


def load() -> None:
    """Fill the database; can be repeated after a kill, since each part adds only what is missing.

    Refused where real people work: demo accounts have passwords that everybody knows.
    """
    if not is_demo() and not holds_nobody_real():
        raise click.ClickException(
            "This database holds people of its own. The demo programme is loaded into an empty database only.  "
            "此数据库已有真实用户。演示项目只能载入空数据库。"
        )
    for part in parts():
        import_module(part).load(click.echo)
    remember()


def sign_ins() -> str:
    """Return the demo sign-ins as a table, or nothing when this is a real installation."""
    if not is_demo():
        return ""
    from paeonia.people.demo import PEOPLE, password
    from paeonia.people.roles import WORDS

    lines = [
        f"  {name:<8} {password(name):<24} {WORDS[role]['zh']}  {WORDS[role]['en']}"
        for name, role, *_ in PEOPLE
    ]
    return "Demo sign-ins (name, password)  演示账号（用户名、密码）\n" + "\n".join(lines)


@click.command()
@click.option("--patients", type=click.IntRange(1, 1_000_000), help="Add this many generated patients.  另外生成的患者数。")
@click.option("--seed", type=click.IntRange(0, 900), default=0, show_default=True,
              help="The same seed and number give the same patients.  相同种子与数量得到相同患者。")
@click.option("--hospital", "code", default="main", show_default=True, help="Code of their hospital.  所属医院代码。")
def demo(patients: int | None, seed: int, code: str) -> None:
    """Load the invented demo programme; with --patients, add generated patients to it."""
    if patients is None or not is_demo():
        load()
    if patients is None:
        click.echo(sign_ins())
        return
    add(patients, seed, code)


def add(patients: int, seed: int, code: str) -> None:
    """Generate patients into one hospital, with a bar that says how far it has come."""
    from django.utils import timezone
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from paeonia.chart.demo import SEEDS
    from paeonia.chart.population import bulk
    from paeonia.people.models import Hospital
    from paeonia.people.viewer import system_viewer

    hospital = Hospital.objects.filter(code=code).first()
    if hospital is None:
        known = ", ".join(Hospital.objects.order_by("code").values_list("code", flat=True))
        raise click.ClickException(f"No hospital has the code {code!r}. Known codes: {known}.")
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()) as bar:
        task = bar.add_task("Patients 患者", total=patients)
        new = bulk.load(patients, seed + len(SEEDS), timezone.localdate().toordinal(),
                        system_viewer("demo programme"), hospital.pk, progress=lambda n: bar.advance(task, n))
    click.echo(f"{new} new patients, {patients - new} already on record.  新增 {new} 例，已有 {patients - new} 例。")
