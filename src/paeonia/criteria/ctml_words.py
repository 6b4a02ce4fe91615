"""CTML's words against ours: which variable and code each of its keys and values means."""

from __future__ import annotations

# OncoTree names of breast tumours -> codes of `histology`. Names finer than our codes are left out on purpose.
HISTOLOGY: dict[str, tuple[str, ...]] = {
    "Breast": ("carcinoma_in_situ", "invasive_carcinoma", "paget", "not_carcinoma"),
    "Invasive Breast Carcinoma": ("invasive_carcinoma",),
    "Breast Invasive Cancer, NOS": ("invasive_carcinoma",),
    "Breast Invasive Carcinoma, NOS": ("invasive_carcinoma",),
    "Breast Invasive Ductal Carcinoma": ("ductal",),
    "Breast Invasive Lobular Carcinoma": ("lobular",),
    "Breast Mixed Ductal and Lobular Carcinoma": ("mixed",),
    "Breast Invasive Mixed Mucinous Carcinoma": ("mucinous",),
    "Metaplastic Breast Cancer": ("metaplastic",),
    "Adenoid Cystic Breast Cancer": ("adenoid_cystic",),
    "Breast Ductal Carcinoma In Situ": ("dcis",),
    "Breast Lobular Carcinoma In Situ": ("lcis",),
    "Paget Disease of the Nipple": ("paget",),
    "Malignant Phyllodes Tumor of the Breast": ("phyllodes",),
    "Breast Sarcoma": ("sarcoma",),
    "_SOLID_": ("carcinoma_in_situ", "invasive_carcinoma", "paget", "phyllodes", "sarcoma"),
    "_LIQUID_": ("lymphoma_breast",),
}

# CTML receptor words; DFCI writes Positive/Negative, CTIMS True/False.
RECEPTORS = {"er_status": "er", "pr_status": "pr", "her2_status": "her2"}
STATUS = {"positive": "positive", "true": "positive", "negative": "negative", "false": "negative"}
GENDER = {"female": "female", "male": "male"}
EXTENT = {"metastatic": "metastatic", "advanced": "advanced", "locally advanced": "locally_advanced",
          "recurrent": "recurrent", "early": "early"}
MSI = {"mmr_status": {"mmr-deficient": "high", "mmr-proficient": "stable"},
       "ms_status": {"msi-h": "high", "msi-l": "low", "mss": "stable"}}
SIGNATURES = ("apobec_signature", "pole_signature", "tobacco_signature", "temozolomide_signature", "uva_signature")

# Words of a genomic leaf -> candidate codes of `variant.kind`; those that the dictionary has are meant.
# A category needs every kind under it: one that is missing from the dictionary is none that a record can hold.
MUTATION = ("mutation",)
COPY_NUMBER = ("copy_number", "amplification", "gain", "loss", "heterozygous_loss")
STRUCTURAL = ("structural", "fusion", "rearrangement")
CATEGORIES: dict[str, tuple[str, ...]] = {
    "mutation": MUTATION, "cnv": COPY_NUMBER, "copy number variation": COPY_NUMBER,
    "sv": STRUCTURAL, "structural variation": STRUCTURAL, "any variation": (*MUTATION, *COPY_NUMBER),
}
CNV_CALLS = {
    "high level amplification": "amplification", "high amplification": "amplification", "gain": "gain",
    "low amplification": "gain", "homozygous deletion": "loss", "heterozygous deletion": "heterozygous_loss",
}
CLASSIFICATIONS = {
    "missense_mutation": "missense", "nonsense_mutation": "nonsense", "frame_shift_del": "frameshift",
    "frame_shift_ins": "frameshift", "splice_site": "splice", "in_frame_del": "in_frame_del",
    "in_frame_ins": "in_frame_ins",
}
# Necessary, though not enough, where the dictionary has no finer code: a person is asked for the rest.
BROADER = {"in_frame_del": "inframe", "in_frame_ins": "inframe"}
AMINO_ACIDS = "ACDEFGHIKLMNPQRSTVWY"

# Labels that ask nothing.
LABELS = frozenset({"display_name"})
CLINICAL = ("age_numerical", "oncotree_primary_diagnosis", "gender", "er_status", "pr_status", "her2_status",
            "tmb_numerical", "disease_status", "age_expression", "tmb")
GENOMIC = ("hugo_symbol", "variant_category", "protein_change", "wildcard_protein_change", "variant_classification",
           "exon", "cnv_call", "fusion_partner_hugo_symbol", "mmr_status", "ms_status", *SIGNATURES, "wildtype",
           "molecular_function", "match_all", "display_name")
PRIOR = ("prior_treatment_agent",)
