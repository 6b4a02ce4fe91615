"""Words an article is filed under; each is said in both languages by the catalogues."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What an article is about."""

    DIAGNOSIS = "diagnosis", _("Understanding the diagnosis")
    TREATMENT = "treatment", _("Treatments")
    DRUG = "drug", _("Medicines")
    SYMPTOM = "symptom", _("Symptoms and side effects")
    CHECK = "check", _("Checks and tests")
    LIVING = "living", _("Living with it")
    TRIAL = "trial", _("Research and trials")


class Stage(models.TextChoices):
    """When it matters."""

    DIAGNOSIS = "diagnosis", _("Just diagnosed")
    EARLY = "early", _("Early breast cancer")
    ADVANCED = "advanced", _("Advanced breast cancer")
    AFTER = "after", _("After treatment")


class Treatment(models.TextChoices):
    """Which treatment it goes with."""

    SURGERY = "surgery", _("Surgery")
    RADIOTHERAPY = "radiotherapy", _("Radiotherapy")
    CHEMOTHERAPY = "chemotherapy", _("Chemotherapy")
    ENDOCRINE = "endocrine", _("Endocrine treatment")
    HER2 = "her2", _("Treatment against HER2")
    ANTIBODY_DRUG = "antibody_drug", _("Antibody-drug conjugates")
    TARGETED = "targeted", _("Other targeted medicines")
    IMMUNOTHERAPY = "immunotherapy", _("Immunotherapy")
    BONE = "bone", _("Bone medicines")
    SUPPORT = "support", _("Supportive care")


class Symptom(models.TextChoices):
    """What it helps with."""

    NAUSEA = "nausea", _("Nausea and vomiting")
    FEVER = "fever", _("Fever")
    FATIGUE = "fatigue", _("Tiredness")
    HAIR = "hair", _("Hair loss")
    MOUTH = "mouth", _("Sore mouth")
    DIARRHOEA = "diarrhoea", _("Diarrhoea")
    CONSTIPATION = "constipation", _("Constipation")
    SKIN = "skin", _("Skin and nails")
    NERVES = "nerves", _("Numb hands and feet")
    PAIN = "pain", _("Pain")
    HOT_FLUSHES = "hot_flushes", _("Hot flushes")
    JOINTS = "joints", _("Sore joints")
    ARM_SWELLING = "arm_swelling", _("Swollen arm")
    BREATH = "breath", _("Breathlessness and cough")
    SLEEP = "sleep", _("Sleep")
    MOOD = "mood", _("Mood")
    APPETITE = "appetite", _("Appetite and weight")
    BLEEDING = "bleeding", _("Bleeding")


class Level(models.TextChoices):
    """How much it asks of its reader."""

    PLAIN = "plain", _("Easy to read")
    DETAILED = "detailed", _("In more detail")


class Live(models.TextChoices):
    """A number that other modules keep and a page may show."""

    NONE = "", _("none")
    TRIALS_OPEN = "trials-open", _("trials with a place here")
    TRIALS_KNOWN = "trials-known", _("trials known")


class Place(models.TextChoices):
    """What stands on the small map of the way to us."""

    HOSPITAL = "hospital", _("Hospital building")
    GATE = "gate", _("Gate")
    METRO = "metro", _("Underground station")
    BUS = "bus", _("Bus stop")
    PARKING = "parking", _("Car park")
    LIFT = "lift", _("Lift")
    CORNER = "corner", _("Bend of the way (no sign)")
