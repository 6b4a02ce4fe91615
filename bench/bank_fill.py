"""A working bank in the benchmark's database: a million invented specimens of a hundred thousand donors, with custody.

The bench writes tube by tube with every gate asked, which takes days for so many. Rows are made by the server itself, in the
shape that the bench writes, with triggers at rest.
"""

from __future__ import annotations

import psycopg
from django.db import connections

from bench.home import HOME, HOSPITAL

TUBES = 10              # of each donor: blood, plasma, five aliquots of it, a core biopsy and its block, DNA
FIRST = 10_000_000      # numbers of invented rows begin here, clear of those that people made
# Which tube of a donor it is, what it comes of, and how long after the draw it was made.
KINDS = """(VALUES (0, 'whole_blood', 'primary', NULL, 0, 'fluid', 'edta'), (1, 'plasma', 'derived', 0, 50, 'fluid', ''),
    (2, 'plasma', 'aliquot', 1, 60, 'fluid', ''), (3, 'plasma', 'aliquot', 1, 60, 'fluid', ''),
    (4, 'plasma', 'aliquot', 1, 60, 'fluid', ''), (5, 'plasma', 'aliquot', 1, 60, 'fluid', ''),
    (6, 'plasma', 'aliquot', 1, 60, 'fluid', ''), (7, 'core_needle', 'primary', NULL, 5, 'metastasis', ''),
    (8, 'ffpe_block', 'derived', 7, 900, 'metastasis', ''), (9, 'dna', 'derived', 0, 600, 'fluid', ''))
    k (n, kind, lineage, parent, minutes, tissue, container)"""
EVENTS = """(VALUES ('collected', ARRAY[0, 7], 0, NULL, '{}'), ('spun', ARRAY[0], 30, 10, '{}'),
    ('derived', ARRAY[1, 8, 9], 0, NULL, '{}'), ('aliquoted', ARRAY[2, 3, 4, 5, 6], 0, NULL, '{}'),
    ('fixed', ARRAY[7], 20, 800, '{"fixative": "formalin"}'),
    ('stored', ARRAY[2, 3, 4, 5, 6, 9], 20, NULL, '{"temperature": -80}'),
    ('stored', ARRAY[8], 60, NULL, '{"temperature": 20}'))
    e (deed, of, minutes, lasts, fields)"""
ROWS = f"""
INSERT INTO biobank_donor (id, hospital_id, code, created_at)
    SELECT {FIRST} + g, %(here)s, 'BENCH' || g, now() FROM generate_series(1, %(donors)s) g;
INSERT INTO biobank_donoridentity (id, hospital_id, donor_id, patient_id)
    SELECT {FIRST} + g, %(here)s, {FIRST} + g, g FROM generate_series(1, %(donors)s) g
    WHERE EXISTS (SELECT 1 FROM chart_patient p WHERE p.id = g);
INSERT INTO biobank_registration (id, hospital_id, donor_id, protocol_id, edition_id, code, on_day)
    SELECT {FIRST} + g, %(here)s, {FIRST} + g, 0, 0, 'BENCH' || g, current_date
    FROM generate_series(1, %(donors)s) g;
INSERT INTO biobank_collection (id, hospital_id, registration_id, name, status, at, diagnosis, pathology_number, why)
    SELECT {FIRST} + g, %(here)s, {FIRST} + g, 'BENCH' || g, 'complete',
           now() - g %% 900 * interval '1 day' - interval '3 days', '', '', '' FROM generate_series(1, %(donors)s) g;
INSERT INTO biobank_specimen (id, hospital_id, collection_id, parent_id, lineage, kind, container, tissue, site, side, label,
    barcode, initial, available, unit, concentration, concentration_unit, status, availability, closed_because,
    made_at, note)
    SELECT {FIRST} + (c.id - {FIRST}) * {TUBES} + n, %(here)s, c.id,
           {FIRST} + (c.id - {FIRST}) * {TUBES} + parent, lineage, kind, container, tissue,
           CASE n WHEN 7 THEN 'C22.0' WHEN 8 THEN 'C22.0' ELSE '' END, '', c.name || '.' || n, '',
           CASE WHEN n < 7 THEN 2 END, CASE WHEN n < 7 THEN 1 + n %% 2 END, CASE WHEN n < 7 THEN 'mL' ELSE '' END,
           CASE n WHEN 9 THEN 50 END,
           CASE n WHEN 9 THEN 'ng/uL' ELSE '' END, 'collected',
           CASE WHEN c.id %% 9 = n THEN 'reserved' ELSE 'available' END, '',
           c.at + minutes * interval '1 minute', ''
    FROM biobank_collection c CROSS JOIN {KINDS} WHERE c.id > {FIRST};
INSERT INTO biobank_custodyevent (hospital_id, specimen_id, deed, at, until, device, lot, fields, written_at)
    SELECT s.hospital_id, s.id, deed, s.made_at + minutes * interval '1 minute',
           s.made_at + (minutes + lasts) * interval '1 minute', '', '', fields::jsonb, now()
    FROM biobank_specimen s JOIN {EVENTS} ON s.id %% {TUBES} = ANY (of) WHERE s.id > {FIRST} ORDER BY s.id;
INSERT INTO biobank_custodyevent (hospital_id, specimen_id, deed, at, device, lot, fields, written_at)
    SELECT s.hospital_id, s.id, 'thawed', s.made_at + interval '1 day', '', '', '{{}}', now()
    FROM biobank_specimen s WHERE s.id > {FIRST} AND s.id %% 37 = 2;
INSERT INTO bankconsent_consentform (id, hospital_id, code, version, title_zh, title_en, valid_from, purposes,
    ethics_number, document, written_at)
    VALUES ({FIRST}, %(here)s, 'BENCH', '1', '-', '-', '2020-01-01', ARRAY['research', 'genetic'], '', '', now());
INSERT INTO bankconsent_consentgiven (id, hospital_id, donor_id, form_id, signed_at, answers, document, taken_by, why,
    written_at)
    SELECT id, hospital_id, id, {FIRST}, now() - interval '1000 days',
           jsonb_build_object('research', 'yes', 'genetic', CASE WHEN id %% 5 = 0 THEN 'no' ELSE 'yes' END),
           '', '', '', now() FROM biobank_donor WHERE id > {FIRST};
"""
TABLES = ("bankconsent_consentgiven", "bankconsent_consentform", "biobank_custodyevent", "biobank_specimen",
          "biobank_collection", "biobank_registration", "biobank_donoridentity", "biobank_donor")


def fill(donors: int) -> None:
    """Put so many donors with their tubes into the bank, once; the first donors are the patients of the benchmark."""
    mark, made = HOME / "bank", f"{donors} donors of patients {(HOME / 'patients').read_text()}"
    if mark.exists() and mark.read_text() == made:
        return
    settings = connections["owner"].settings_dict
    place = {"host": settings["HOST"], "dbname": settings["NAME"], "user": "postgres"}
    mark.unlink(missing_ok=True)
    with psycopg.connect(**place, cursor_factory=psycopg.ClientCursor) as link:
        link.execute("SET session_replication_role = replica")
        here = link.execute("SELECT id FROM people_hospital WHERE code = %s", [HOSPITAL]).fetchone()
        assert here is not None
        link.execute("TRUNCATE bankask_reckoned")
        for table in TABLES:
            column = "specimen_id" if table == "biobank_custodyevent" else "id"
            link.execute(f"DELETE FROM {table} WHERE {column} >= {FIRST}")
        link.execute(ROWS, {"here": here[0], "donors": donors})
        for table in TABLES:
            link.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
    with psycopg.connect(**place, autocommit=True) as link:
        link.execute("VACUUM ANALYZE")
    mark.write_text(made)
