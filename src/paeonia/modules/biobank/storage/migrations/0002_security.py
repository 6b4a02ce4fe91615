"""Who sees what, and what cannot be: two tubes in a place, a place outside its box, a box within itself."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import BY_CODE, append_only, belongs_together, protect

TRACKED = ("container", "place", "stay", "excursion")
ONLY_ADDED = ("temperaturereading", "occurrence")
PARENTS = {
    "container": {"parent_id": "bankstore_container"},
    "place": {"container_id": "bankstore_container", "specimen_id": "biobank_specimen", "child_id": "bankstore_container"},
    "stay": {"container_id": "bankstore_container", "specimen_id": "biobank_specimen", "unit_id": "bankstore_container"},
    "temperaturereading": {"container_id": "bankstore_container"}, "excursion": {"container_id": "bankstore_container"},
    "occurrence": {"container_id": "bankstore_container"},
}

# Counting takes the container's row, so that a box cannot shrink or close between a look and a write: what is checked
# after the count is what stands there at the end.
PLACES = """
CREATE FUNCTION bankstore_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM 1 FROM bankstore_container WHERE id IN (SELECT container_id FROM added) ORDER BY id FOR NO KEY UPDATE;
        UPDATE bankstore_container c SET taken = c.taken + n.many
            FROM (SELECT container_id, count(*) AS many FROM added GROUP BY 1) n WHERE c.id = n.container_id;
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM 1 FROM bankstore_container WHERE id IN (SELECT container_id FROM removed) ORDER BY id FOR NO KEY UPDATE;
        UPDATE bankstore_container c SET taken = c.taken - n.many
            FROM (SELECT container_id, count(*) AS many FROM removed GROUP BY 1) n WHERE c.id = n.container_id;
        RETURN NULL;
    ELSE
        PERFORM 1 FROM bankstore_container WHERE id IN (SELECT container_id FROM added UNION SELECT container_id FROM removed)
            ORDER BY id FOR NO KEY UPDATE;
        UPDATE bankstore_container c SET taken = c.taken + n.many FROM (
            SELECT container_id, sum(one) AS many FROM (SELECT container_id, 1 AS one FROM added
                UNION ALL SELECT container_id, -1 FROM removed) both_sides GROUP BY 1 HAVING sum(one) <> 0) n
            WHERE c.id = n.container_id;
    END IF;
    SELECT CASE
            WHEN c.archived THEN 'is out of use'
            WHEN a.child_id IS NOT NULL AND (c.holds <> 'containers' OR k.parent_id IS DISTINCT FROM c.id)
                THEN 'is not the parent of what lies in it'
            WHEN a.specimen_id IS NOT NULL AND c.holds <> 'specimens' THEN 'holds no specimens'
            WHEN (a.row IS NULL) <> (c.rows IS NULL) OR a.row > c.rows OR a.column > c.columns THEN 'has no such place'
            WHEN c.rows IS NULL AND c.taken > c.room_for THEN 'is full'
        END INTO wrong
        FROM added a JOIN bankstore_container c ON c.id = a.container_id LEFT JOIN bankstore_container k ON k.id = a.child_id
        WHERE c.archived OR (a.child_id IS NOT NULL AND (c.holds <> 'containers' OR k.parent_id IS DISTINCT FROM c.id))
            OR (a.specimen_id IS NOT NULL AND c.holds <> 'specimens')
            OR (a.row IS NULL) <> (c.rows IS NULL) OR a.row > c.rows OR a.column > c.columns
            OR (c.rows IS NULL AND c.taken > c.room_for)
        LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'a container %', wrong USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER bankstore_place_added AFTER INSERT ON bankstore_place REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION bankstore_counted();
CREATE TRIGGER bankstore_place_removed AFTER DELETE ON bankstore_place REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION bankstore_counted();
CREATE TRIGGER bankstore_place_changed AFTER UPDATE ON bankstore_place
    REFERENCING OLD TABLE AS removed NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION bankstore_counted();
"""
PLACES_BACK = """
DROP TRIGGER bankstore_place_added ON bankstore_place; DROP TRIGGER bankstore_place_removed ON bankstore_place;
DROP TRIGGER bankstore_place_changed ON bankstore_place; DROP FUNCTION bankstore_counted;
"""
TREE = """
CREATE FUNCTION bankstore_nested() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE above bigint; depth int := 0;
BEGIN
    IF pg_trigger_depth() = 1 THEN      -- only places count, whatever a form saves
        NEW.taken := CASE TG_OP WHEN 'INSERT' THEN 0 ELSE OLD.taken END;
    END IF;
    IF NEW.parent_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.parent_id IS DISTINCT FROM OLD.parent_id) THEN
        -- one move at a time in a hospital: two at once could close a circle neither of them sees
        PERFORM pg_advisory_xact_lock(hashtext('bankstore'), NEW.hospital_id::int);
        above := NEW.parent_id;
        WHILE above IS NOT NULL LOOP
            depth := depth + 1;
            IF above = NEW.id OR depth > 30 THEN
                RAISE EXCEPTION 'a container does not lie within itself' USING ERRCODE = 'check_violation';
            END IF;
            SELECT parent_id INTO above FROM bankstore_container WHERE id = above;
        END LOOP;
        PERFORM 1 FROM bankstore_container WHERE id = NEW.parent_id AND (archived OR holds <> 'containers');
        IF FOUND THEN
            RAISE EXCEPTION 'a container holds no containers, or is out of use' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    IF NEW.archived AND NOT OLD.archived AND (NEW.taken > 0 OR EXISTS (
        SELECT 1 FROM bankstore_container WHERE parent_id = NEW.id AND NOT archived))
    THEN
        RAISE EXCEPTION 'a container that holds something stays in use' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.taken > 0 AND (NEW.rows, NEW.columns, NEW.holds) IS DISTINCT FROM (OLD.rows, OLD.columns, OLD.holds)
        AND (NEW.holds <> OLD.holds OR EXISTS (SELECT 1 FROM bankstore_place p WHERE p.container_id = NEW.id
            AND ((p.row IS NULL) <> (NEW.rows IS NULL) OR p.row > NEW.rows OR p.column > NEW.columns)))
    THEN
        RAISE EXCEPTION 'a place that is taken would fall outside its container' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.rows IS NULL AND NEW.room_for IS DISTINCT FROM OLD.room_for AND NEW.taken > NEW.room_for THEN
        RAISE EXCEPTION 'a container has room for what lies in it' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.parent_id IS DISTINCT FROM OLD.parent_id AND EXISTS (SELECT 1 FROM bankstore_place WHERE child_id = NEW.id) THEN
        RAISE EXCEPTION 'a container leaves its place before it goes elsewhere' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bankstore_container_nested BEFORE INSERT OR UPDATE ON bankstore_container
    FOR EACH ROW EXECUTE FUNCTION bankstore_nested();
"""
TREE_BACK = "DROP TRIGGER bankstore_container_nested ON bankstore_container; DROP FUNCTION bankstore_nested;"


class Migration(migrations.Migration):
    dependencies = [("bankstore", "0001_initial"), ("biobank", "0002_security")]

    operations = [
        *(op for name in (*TRACKED, *ONLY_ADDED) for op in protect(f"bankstore_{name}", BY_CODE)),
        *(op for name in TRACKED for op in protect(f"bankstore_{name}event", BY_CODE)),
        *(op for name in TRACKED for op in append_only(f"bankstore_{name}event")),
        *(op for name in ONLY_ADDED for op in append_only(f"bankstore_{name}")),
        *(belongs_together(f"bankstore_{table}", column, parent)
          for table, parents in PARENTS.items() for column, parent in parents.items()),
        RunSQL(PLACES, PLACES_BACK),
        RunSQL(TREE, TREE_BACK),
    ]
