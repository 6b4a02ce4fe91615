"""`python -m paeonia.knowledge.check`: everything that is wrong with the knowledge, line by line, and what looks odd."""

from __future__ import annotations

import sys

import click

from paeonia.criteria.lint import lint
from paeonia.knowledge import dictionary, trials
from paeonia.record.problems import Problem


def warnings() -> list[Problem]:
    """What well-formed sentences of trials and derivations say that nobody can have meant."""
    words = dictionary.dictionary()
    found = [problem for trial in trials.trials().values() for problem in lint(trial.eligibility, words, trial.place)]
    for rule in words.derivations:
        for node, value in rule.rules:
            found += lint(node, words, f"derived {rule.variable}: {value}")
    return found


def main(language: str = "en") -> int:
    """Print every problem and warning; the exit status is 1 when there is a problem."""
    wrong, odd = [*dictionary.problems(), *trials.problems()], warnings()
    for problem in wrong:
        click.echo(problem.text(language))
    for problem in odd:
        click.echo(f"{'警告：' if language.startswith('zh') else 'warning: '}{problem.text(language)}")
    words = dictionary.dictionary()
    click.echo(f"{len(words.variables)} variables, {len(words.codelists)} codelists, {len(words.derivations)} derivations, "
          f"{len(trials.trials())} trials, {len(wrong)} problems, {len(odd)} warnings")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
