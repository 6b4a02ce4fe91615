"""Words that tell a guard what a thing is: adjectives before it, nouns that go with it, verbs of the clauses behind it."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Before a thing that is forbidden these only narrow it, or say nothing. `suspected`, `possible`, `family`, `risk` do not:
# who is suspected of an illness has perhaps none on record.
ADJECTIVES = _set("""
    recent recently intercurrent underlying concurrent concomitant continuous stable controlled asymptomatic
    persistent residual intrinsic systemic oral inhaled topical intravenous iv daily chronic long term longterm
    regular continued new onset newly diagnosed definite extensive large high dose low doses therapeutic palliative
    prophylactic prior documented confirmed proven atherosclerotic ischemic ischaemic congenital acquired
    restrictive transmural embolic life threatening clinical clinically significant significative grade gross overt
    poorly uncontrollable refractory nonmalignant malignant benign serious inactive latent opportunistic fungal
    bacterial viral ventricular supraventricular atrial sensory motor any all such coexisting co-existing existing
    pre known certain different type types kind form of sustained intermittent maintenance started beginning
    starting initiated treatment requirement required invasive systemically immediate single multiple repeated
    recurrent relapsing frequent unexplained relevant important diagnosis presence evidence history episode episodes
    cirrhotic definitive bilateral peripheral currently current ongoing presently already still within same extent
    late early end stage taking using use taken regularly receipt given administration administered therapy pelvic
    thoracic mediastinal axillary abdominal extra partial accelerated whole local regional potent strong moderate a
    an the or their his her has have had been is are be with who patient patients subject subjects women woman
    participant participants individual individuals person persons
""")
# A noun that goes with an adjective of an organ, or stands behind the name of an illness without changing it.
NOUNS = _set("""
    disease diseases disorder disorders illness illnesses condition conditions problem problems syndrome syndromes
    event events episode episodes infection infections abnormality abnormalities
""")
# What may begin the words behind a thing that is forbidden, or a clause that goes on about it.
BEHIND = _set("""
    currently present history within involving severity given administered taken used started followed followup
    prescribed performed completed alone but with on in of from at least daily intended treated managed documented
    defined graded confirmed existing ongoing associated per mg day week month year years months days prior known
    without controlled stable asymptomatic persistent resolved not consisting containing encompassing covering shown
    indicated requiring unrelated likely unlikely sufficient judged considered deemed thought felt believed expected
    making rendering causing affecting interfering limiting compromising precluding leading resulting fields field
    portals outside dose doses intention combination
""")
# A segment of such words goes on with the clause before it.
CLAUSE = _set("""
    treatment treatments therapy therapies medication medications medicine medicines drug drugs intervention
    hospitalization hospitalisation monitoring evaluation assessment interpretation results result study studies
    participation participate safety efficacy protocol compliance informed consent affect affects interfere
    interferes limit limits increase increases impair impairs alter alters make makes render renders put puts place
    places pose poses prevent prevents prohibit prohibits hinder confound confounds jeopardize jeopardizes endanger
    complicate complicates compromise compromises preclude precludes contraindicate contraindicates cause causes
    lead leads confer obtain obtaining completing complete completion understanding giving follow evaluating conduct
    administration absorption metabolism excretion distribution tolerance tolerate ability capacity risk undue
    unacceptable unsafe impossible unsuitable inappropriate patient patients subject subjects investigator
    investigator's physician sponsor opinion judgment judgement treating treated untreated stable controlled
    asymptomatic symptomatic progressive inactive active unstable uncontrolled resolved persistent unresolved
    surgery surgical steroids antibiotics antibiotic intravenous iv oral parenteral local systemic stability months
    weeks days years month week day year mg dose doses equivalent daily per requirements schedule visits procedures
    outcome outcomes end points endpoints well being
""")
# How organs are called before `disease`, and what their diseases are kept as. Kidneys are not among them: the record knows
# chronic kidney disease only.
ORGANS = {
    "cardiac": ("cardiac",),
    "heart": ("cardiac",),
    "cardiovascular": ("cardiovascular",),
    "pulmonary": ("lung_disease",),
    "lung": ("lung_disease",),
    "respiratory": ("lung_disease",),
    "hepatic": ("liver_disease",),
    "liver": ("liver_disease",),
    "gastrointestinal": ("gastrointestinal",),
    "gi": ("gastrointestinal",),
    "neurologic": ("neurological",),
    "neurological": ("neurological",),
    "psychiatric": ("psychiatric",),
    "psychological": ("psychiatric",),
    "mental": ("psychiatric",),
    "psychotic": ("psychiatric",),
    "endocrine": ("endocrine_disease",),
    "immune": ("immune",),
    "autoimmune": ("autoimmune",),
    "eye": ("eye_disease",),
    "ocular": ("eye_disease",),
    "skin": ("skin_disease",),
    "dermatologic": ("skin_disease",),
    "infectious": ("infection",),
}
# What a word of a line is kept as, where the drafter's own code is narrower than the word; () where the record has no code
# as wide. Codes that are not named here are as wide as the words that lead to them.
WIDER: dict[str, tuple[str, ...]] = {
    "kidney_disease": (),
    "pleural_effusion": (),
    "vaginal_bleeding": (),
    "hypercalcaemia": (),
    "fragility_fracture": (),
    "nausea_vomiting_history": (),
    "refractory_nausea": (),
    "chronic_diarrhoea": (),
    "suicidal": ("psychiatric",),
    "conduction_block": ("cardiac",),
    "serious_infection": ("infection",),
    "hypertension_uncontrolled": ("hypertension",),
    "hypertension_controlled": ("hypertension",),
    "bleeding": ("bleeding", "thrombophilia"),
    "peripheral_artery_disease": ("cardiovascular",),
    "unstable_angina": ("angina",),
    "gilbert": ("liver_disease",),
    "diabetes_insulin": ("diabetes",),
}
