"""The tissue bank: a question asked of a million samples and their donors; a file of samples brought in."""

from __future__ import annotations

import random
import time
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np

from bench import home
from bench.clock import best_of, percentile, timed
from bench.people import people
from bench.results import Different, Results
from bench.sentences import thousand
from paeonia.criteria.kleene import YES
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary

QUESTION = """
- sample_type: [plasma, core_needle]
- sample_available: yes
- sample_freeze_thaw: {at most: 0}
- sample_consent_genetic: yes
- her2: low
- specimen: {type: plasma, available: yes, times: {at least: 2}}
- any: [{therapy: {class: chemotherapy}}, {er: positive}]
"""
KINDS = ("plasma", "core_needle", "whole_blood", "ffpe_block", "dna")


def question(results: Results, tubes: int = 1_000_000, donors: int = 200_000) -> None:
    """One sentence over all samples, words about donors and charts among it; the columns are held already."""
    from django.apps import apps

    if not apps.ready:      # the whole house, never a part of it: the measures that follow need the rest
        home.open_house()
    from paeonia.modules.biobank.asking.filling import of_donors, of_tubes
    from paeonia.modules.biobank.asking.matching import Group, asked
    from paeonia.modules.biobank.asking.tubes import Tube, of_donor, said
    from paeonia.modules.biobank.asking.words import words

    spoken, dice = words(), random.Random(7)    # noqa: S311  the same bank each time
    charts = people(donors, thousand(50), dictionary())
    today = charts.as_of
    results.say(f"Filling {tubes:,} invented samples of {donors:,} donors …")
    held = [Tube(number, f"T{number}", dice.randrange(donors), today - dice.randrange(900), kind=dice.choice(KINDS),
                 available=dice.random() < .8, derived={"freeze_thaw": dice.choice((0, 0, 1, None))},
                 consent={"genetic": dice.choice(("yes", "yes", "no", "unknown"))}) for number in range(tubes)]
    columns = of_tubes([one.id for one in held], [said(one) for one in held], spoken.dictionary, today)
    by_donor: dict[int, list[Tube]] = {}
    for one in held:
        by_donor.setdefault(one.donor, []).append(one)
    place = np.array([one.donor for one in held], np.intp)
    entries = {donor: of_donor(mine) for donor, mine in by_donor.items()}
    family = Group(of_donors(list(range(donors)), entries, {}, spoken.dictionary, today), place)
    node = sentence(QUESTION, spoken.dictionary)
    found, took = best_of(partial(asked, node, spoken, columns, family, Group(charts, place)))
    if not (found.answers == YES).any():
        raise Different("A question that must find samples found none.")
    results.add(f"question to the bank, {tubes:,} samples of {donors:,} donors", took.wall, "s", "<= 2 s")


def working(results: Results) -> None:
    """A bank in use: read whole at a start, then asked right after somebody wrote; ten samples a patient of the database."""
    from django.utils import timezone

    from bench.bank_fill import FIRST, TUBES, fill
    from paeonia.chart import door
    from paeonia.modules.biobank.asking import asking
    from paeonia.modules.biobank.asking.bank import bank, forget
    from paeonia.modules.biobank.asking.models import Reckoned
    from paeonia.modules.biobank.bench import actions
    from paeonia.modules.biobank.models import Specimen
    from paeonia.people.context import acting
    from paeonia.people.models import User
    from paeonia.people.viewer import viewer_again
    from paeonia.record.facts import Fact

    donors, who = home.there(), home.viewer()
    many = f"{donors * TUBES:,} samples of {donors:,} donors"
    results.say(f"Filling the bank with {many}, once …")
    fill(donors)
    manager = viewer_again(User.objects.get(username="fang").pk, "biobank_manager")
    with acting(who):
        new = not Reckoned.objects.exists()
    if new:
        results.say("Reckoning times and thaws of every sample, once; they are kept in the database.")
        _, took = timed(lambda: bank(who))
        results.add(f"bank read for the first time, {many}", took.wall, "s")
        forget()
    _, took = timed(lambda: bank(who))
    results.add(f"bank read at a start, {many}", took.wall, "s")
    node = asking.read(QUESTION, who)
    number = time.time_ns() // 10**9 % (donors - 10) + 1        # another donor each time: one thaws only so often
    events, facts = [], []
    for at in range(number, number + 5):
        with acting(manager):
            tube = Specimen.objects.without_tree_fields().get(pk=FIRST + at * TUBES + 2)
        actions.happened([tube], "thawed", timezone.now(), manager)
        found, took = timed(lambda: asking.ask(node, who))
        events.append(took.wall)
        door.record(at, [Fact("er", {"value": "negative"}, timezone.localdate().isoformat())], who)
        found, took = timed(lambda: asking.ask(node, who))
        facts.append(took.wall)
    if not found.yes:
        raise Different("A question that must find samples found none.")
    results.add(f"question right after one new event, {many}", percentile(events, .5), "s", "<= 2 s")
    results.add(f"question right after one new fact in a chart, {many}", percentile(facts, .5), "s", "<= 2 s")


def exchange(results: Results, samples: int = 100_000) -> None:
    """A CSV of samples looked at and kept: blood, plasma of it and three aliquots, twenty thousand donors."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.utils import timezone

    from paeonia.modules.biobank import demo
    from paeonia.modules.biobank.exchange import actions, queries, tasks
    from paeonia.modules.biobank.hgr import actions as hgr
    from paeonia.modules.biobank.models import Protocol
    from paeonia.people.context import acting
    from paeonia.people.models import User
    from paeonia.people.viewer import viewer_again

    demo.load(lambda said: None)
    manager = viewer_again(User.objects.get(username="fang").pk, "biobank_manager")
    mark = f"B{time.time_ns():x}"
    with acting(manager):
        peony = Protocol.objects.get(code="PEONY")
    # More than three thousand people need an approval to collect: the gate is asked here as anywhere.
    hgr.enter({"kind": "collection", "number": mark, "title": "benchmark", "status": "approved", "headcount": 10_000_000,
               "valid_from": date(2026, 1, 1), "valid_until": date(2099, 1, 1), "document": mark}, [peony],
              peony.hospital_id, manager)
    day = timezone.localdate().isoformat()
    with NamedTemporaryFile("w", suffix=".csv") as out:
        out.write("Protocol,Donor,Visit,Label,Type,Parent label,Lineage,Quantity,Unit,Collected or made\n")
        for number in range(samples // 5):
            who = f"{mark}-{number}"
            out.write(f"PEONY,{who},V1,{who}.B,whole_blood,,,10,mL,{day}\n,,,{who}.P,plasma,{who}.B,derived,4,mL,{day}\n")
            for aliquot in range(3):
                out.write(f",,,{who}.P.{aliquot},plasma,{who}.P,aliquot,1,mL,{day}\n")
        out.flush()
        upload = SimpleUploadedFile("samples.csv", Path(out.name).read_bytes())
    run, look = timed(lambda: actions.hand_in(upload, "new", "", "", peony.hospital_id, manager))
    if (run.good, run.bad) != (samples, 0):
        raise Different(f"Of {samples} sound rows {run.good} can be kept.")
    actions.begin(run, manager)
    _, keep = timed(lambda: tasks.carry_out(run, manager))
    if queries.run(run.pk, manager).made != samples:
        raise Different("Not every row was kept.")
    results.add(f"file of {samples:,} samples looked at", look.wall, "s")
    results.add(f"file of {samples:,} samples looked at and kept", look.wall + keep.wall, "s", "<= 300 s")
