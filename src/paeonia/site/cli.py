"""The command line; each command is loaded when it is asked for, so that `paeonia ask` needs no database and no Django."""

import importlib
import os

import click

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paeonia.site.settings")

# name -> "module:command". A floor or module that brings a command adds one line here.
COMMANDS = {
    "ask": "paeonia.knowledge.commands:ask",
    "demo": "paeonia.site.demo:demo",
    "import": "paeonia.chart.commands:import_",
    "match": "paeonia.modules.trials.commands_match:match",
    "migrate": "paeonia.site.commands:migrate",
    "serve": "paeonia.site.commands:serve",
    "trials": "paeonia.modules.trials.commands:trials",
    "why": "paeonia.modules.trials.commands_match:why",
    "work": "paeonia.site.commands:work",
}
WITHOUT_DJANGO = {"ask"}


class Lazy(click.Group):
    """A group that imports a command's module only when that command runs."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names, without importing anything."""
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Load one command; says what is missing when its floor is not installed."""
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        if name not in WITHOUT_DJANGO:
            import django  # deferred: `paeonia ask` answers in a tenth of a second without it

            django.setup()
        try:
            return getattr(importlib.import_module(module), attribute)
        except ModuleNotFoundError as missing:
            if missing.name is None or not module.startswith(missing.name):
                raise
            raise click.ClickException(
                f"`paeonia {name}` is not part of this installation ({module})."
            ) from None

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by their one-line summaries, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, SUMMARIES[name]) for name in self.list_commands(context)])


SUMMARIES = {
    "ask": "Ask one sentence of patients in a file; no database.  向文件中的患者提一个问题。",
    "demo": "Load the invented demo programme.  载入虚构的演示项目。",
    "import": "Read patients from FHIR files or a register.  从 FHIR 文件或登记表导入患者。",
    "match": "Match one patient, or all, to the trials.  将患者与试验匹配。",
    "migrate": "Bring the tables up to date.  更新数据库表。",
    "serve": "Start the site.  启动网站。",
    "trials": "Read and synchronise trial records.  导入并同步试验记录。",
    "why": "Say why a patient fits a trial or not.  说明患者是否符合某试验及理由。",
    "work": "Do background work only.  只运行后台任务。",
}


@click.group(cls=Lazy)
@click.version_option(package_name="paeonia")
def main() -> None:
    """Paeonia: the open platform for a breast medical oncology programme.  芍药：乳腺肿瘤内科开放平台。"""


if __name__ == "__main__":
    main()
