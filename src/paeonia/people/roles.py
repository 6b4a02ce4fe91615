"""The roles of a programme, in both languages."""

from django.db import models


class Role(models.TextChoices):
    """What a person does here; the policy table speaks of nothing else."""

    ONCOLOGIST = "oncologist"
    NURSE = "nurse"
    TRIAL_COORDINATOR = "trial_coordinator"
    BIOBANK_TECHNICIAN = "biobank_technician"
    BIOBANK_MANAGER = "biobank_manager"
    GENETIC_COUNSELLOR = "genetic_counsellor"
    PARTNER_PHYSICIAN = "partner_physician"
    EDUCATOR = "educator"
    PATIENT = "patient"
    PROGRAMME_ADMIN = "programme_admin"
    AUDITOR = "auditor"

    def words(self, language: str) -> str:
        """Return the role's name in one language ("en" or "zh")."""
        return WORDS[self.value][language]


WORDS: dict[str, dict[str, str]] = {
    "oncologist": {"en": "Oncologist", "zh": "肿瘤内科医师"},
    "nurse": {"en": "Nurse", "zh": "护士"},
    "trial_coordinator": {"en": "Trial coordinator", "zh": "临床研究协调员"},
    "biobank_technician": {"en": "Biobank technician", "zh": "样本库技术员"},
    "biobank_manager": {"en": "Biobank manager", "zh": "样本库主管"},
    "genetic_counsellor": {"en": "Genetic counsellor", "zh": "遗传咨询师"},
    "partner_physician": {"en": "Partner-hospital physician", "zh": "协作医院医师"},
    "educator": {"en": "Educator", "zh": "教学人员"},
    "patient": {"en": "Patient", "zh": "患者"},
    "programme_admin": {"en": "Programme administrator", "zh": "项目管理员"},
    "auditor": {"en": "Auditor", "zh": "稽查员"},
}
