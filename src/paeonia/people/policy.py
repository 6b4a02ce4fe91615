"""Who may do what: one table, one function, under every page, export and command."""

from typing import Any

from paeonia.people.roles import Role
from paeonia.people.viewer import SYSTEM, Viewer

CLINICIANS = {Role.ONCOLOGIST, Role.NURSE, Role.GENETIC_COUNSELLOR, Role.PARTNER_PHYSICIAN}
TRIALISTS = {Role.ONCOLOGIST, Role.TRIAL_COORDINATOR, Role.PARTNER_PHYSICIAN}
SITE_TEAM = {Role.ONCOLOGIST, Role.TRIAL_COORDINATOR, Role.NURSE}  # runs trials; each signature needs a delegation too
BENCH = {Role.BIOBANK_TECHNICIAN, Role.BIOBANK_MANAGER}
SCIENTISTS = {Role.ONCOLOGIST, Role.PARTNER_PHYSICIAN, Role.GENETIC_COUNSELLOR, Role.TRIAL_COORDINATOR}
COLLEAGUES = CLINICIANS | {Role.TRIAL_COORDINATOR, Role.EDUCATOR, Role.PROGRAMME_ADMIN}     # of all hospitals
STAFF = set(Role) - {Role.PATIENT}
EVERYONE = set(Role)

VERBS: dict[str, set[Role]] = {
    "home.see": EVERYONE,
    "chart.read": CLINICIANS | {Role.TRIAL_COORDINATOR, Role.PATIENT},
    "chart.write": CLINICIANS | {Role.TRIAL_COORDINATOR},
    "chart.wish": CLINICIANS | {Role.TRIAL_COORDINATOR, Role.PATIENT},  # what she would like, said by her or for her
    "chart.import": {Role.ONCOLOGIST, Role.TRIAL_COORDINATOR, Role.PROGRAMME_ADMIN},
    "trials.read": EVERYONE,
    "trials.match": TRIALISTS | {Role.NURSE},
    "trials.export": {Role.ONCOLOGIST, Role.TRIAL_COORDINATOR},
    "trials.curate": {Role.ONCOLOGIST, Role.TRIAL_COORDINATOR},
    "trials.slots": {Role.ONCOLOGIST, Role.TRIAL_COORDINATOR},
    "trials.import": {Role.TRIAL_COORDINATOR, Role.PROGRAMME_ADMIN},
    "conduct.see": SITE_TEAM | {Role.AUDITOR},
    "conduct.write": {Role.ONCOLOGIST, Role.TRIAL_COORDINATOR},
    "conduct.sign": SITE_TEAM,
    "conduct.identify": SITE_TEAM,
    "curation.see": {Role.ONCOLOGIST, Role.TRIAL_COORDINATOR, Role.PROGRAMME_ADMIN, Role.AUDITOR},
    "curation.write": {Role.ONCOLOGIST, Role.TRIAL_COORDINATOR},
    "curation.approve": {Role.ONCOLOGIST, Role.PROGRAMME_ADMIN},
    "own.see": SITE_TEAM | {Role.PARTNER_PHYSICIAN, Role.PROGRAMME_ADMIN, Role.AUDITOR},
    "own.write": {Role.ONCOLOGIST, Role.TRIAL_COORDINATOR, Role.PROGRAMME_ADMIN},
    "own.sign": {Role.ONCOLOGIST, Role.PROGRAMME_ADMIN},  # the investigator of the trial, or the research office
    "plain.write": {Role.ONCOLOGIST, Role.TRIAL_COORDINATOR, Role.EDUCATOR},
    "plain.review": {Role.ONCOLOGIST},
    "plain.home": {Role.PATIENT, Role.EDUCATOR},  # whose day begins with these texts
    "watch.see": TRIALISTS | {Role.NURSE},
    "watch.dismiss": TRIALISTS,
    "watch.plan": {Role.ONCOLOGIST, Role.TRIAL_COORDINATOR},
    "watch.search": STAFF,
    "bank.see": BENCH | SITE_TEAM | {Role.AUDITOR},  # tubes by code
    "bank.collect": BENCH | SITE_TEAM,
    "bank.work": BENCH,
    "bank.manage": {Role.BIOBANK_MANAGER},
    "bank.identify": SITE_TEAM,  # who stands behind a code
    "bank.catalogue": BENCH | SCIENTISTS | {Role.AUDITOR},  # counts alone, small numbers suppressed
    "bank.request": {Role.BIOBANK_MANAGER} | SCIENTISTS,
    "bank.review": {Role.ONCOLOGIST, Role.GENETIC_COUNSELLOR, Role.BIOBANK_MANAGER, Role.PROGRAMME_ADMIN},
    "website.read": EVERYONE,
    "website.edit": {Role.EDUCATOR, Role.ONCOLOGIST, Role.PROGRAMME_ADMIN},     # the editors' rooms; what there, by groups
    "website.review": {Role.ONCOLOGIST},
    "website.publish": {Role.PROGRAMME_ADMIN},
    "website.hand": CLINICIANS | {Role.TRIAL_COORDINATOR, Role.EDUCATOR},   # an article handed over at a visit
    "academy.see": EVERYONE,
    "academy.learn": EVERYONE,      # one's own enrolments; which activities are for whom is theirs to say
    "academy.teach": {Role.EDUCATOR, Role.PROGRAMME_ADMIN},
    "community.read": EVERYONE,
    "community.ask": {Role.PATIENT},
    "community.answer": CLINICIANS,     # the team, under its name
    "community.moderate": {Role.EDUCATOR, Role.PROGRAMME_ADMIN},
    "forum.read": COLLEAGUES,           # patients never
    "forum.write": COLLEAGUES,
    "forum.moderate": {Role.EDUCATOR, Role.PROGRAMME_ADMIN},
    "post.read": EVERYONE,      # one's own letters, and what reaches one outside
    "post.log": {Role.PROGRAMME_ADMIN},     # how letters went out, never what they say
    "knowledge.read": EVERYONE,
    "people.manage": {Role.PROGRAMME_ADMIN},
    "audit.read": {Role.AUDITOR},
    "gallery.see": STAFF,
}

# A care relation lets another hospital look and match; what is written stays with the hospital that keeps the chart.
OPENED_BY_CARE = {"chart.read", "trials.match", "trials.export"}
# Whoever has none of these has no business in a table of patients, and the database shows her none.
ABOUT_PATIENTS = OPENED_BY_CARE | {"chart.write", "chart.import", "people.manage", "audit.read"}
# Whoever has one of these works with things known by a code; the database shows her those, and no patient for it.
ABOUT_CODES = {"bank.see"}
# Whoever has one of these runs courses and events, or reads first what is asked; the database shows her who takes part in
# those of her hospitals.
ABOUT_LEARNERS = {"academy.teach", "community.moderate"}


def may(viewer: Viewer, verb: str, thing: Any = None) -> bool:
    """Say whether the viewer may do this, to this thing if one is given. Raises KeyError for a verb nobody declared.

    A thing with `hospital_id` must belong to a hospital of the viewer (or, for reading, be shared with it: `shared_with`,
    hospital ids); a patient reaches only things whose `user_id` is her own sign-in.
    """
    roles = VERBS[verb]
    if viewer.role == SYSTEM:
        return thing is None or in_reach(viewer, verb, thing)
    if viewer.role not in roles:
        return False
    if thing is None:
        return True
    if viewer.role == Role.PATIENT and is_about_someone(thing):
        return viewer.user_id is not None and getattr(thing, "user_id", None) == viewer.user_id
    return in_reach(viewer, verb, thing)


def is_about_someone(thing: Any) -> bool:
    """True when the thing says which hospital or which patient's sign-in it belongs to."""
    return hasattr(thing, "hospital_id") or hasattr(thing, "user_id")


def in_reach(viewer: Viewer, verb: str, thing: Any) -> bool:
    """True when the thing belongs to no hospital, to one of the viewer's, or is shared with one for what she wants."""
    if not hasattr(thing, "hospital_id"):
        return True
    places = {thing.hospital_id, *(getattr(thing, "shared_with", ()) if verb in OPENED_BY_CARE else ())}
    return bool(places & set(viewer.hospital_ids))


def hospitals_opened(viewer: Viewer) -> tuple[int, ...]:
    """The hospitals whose rows the database shows this viewer.

    None for a patient, whom the database knows by her sign-in alone, and none for roles without a verb about patients.
    """
    if viewer.role == Role.PATIENT:
        return ()
    working = viewer.role == SYSTEM or any(viewer.role in VERBS[verb] for verb in ABOUT_PATIENTS)
    return viewer.hospital_ids if working else ()


def hospitals_by_code(viewer: Viewer) -> tuple[int, ...]:
    """The hospitals whose coded rows, tubes and donors without a name, the database shows this viewer."""
    working = viewer.role == SYSTEM or any(viewer.role in VERBS[verb] for verb in ABOUT_CODES)
    return viewer.hospital_ids if working else ()


def hospitals_taught(viewer: Viewer) -> tuple[int, ...]:
    """The hospitals of whose courses and events the database shows this viewer who takes part."""
    working = viewer.role == SYSTEM or any(viewer.role in VERBS[verb] for verb in ABOUT_LEARNERS)
    return viewer.hospital_ids if working else ()
