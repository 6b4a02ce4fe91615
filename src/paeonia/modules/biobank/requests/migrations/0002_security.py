"""Who sees a request, one vote each, decisions that stand on votes, and what is only added: said by the database itself."""

from django.db import migrations
from django.db.migrations import RunSQL

from paeonia.people.rowlevel import BY_CODE, append_only, belongs_together, protect

MEMBER = ("hospital_id IN (SELECT m.hospital_id FROM bankrequests_committeemember m"
          " WHERE m.user_id = paeonia_user() AND m.left_on IS NULL)")
SEES = f"{BY_CODE} OR requester_id = paeonia_user() OR {MEMBER}"
# A part of a request is seen by whoever sees the request; the policy of the request answers inside this one.
OF_REQUEST = "request_id IN (SELECT p.id FROM bankrequests_request p)"
OF_SHIPMENT = "shipment_id IN (SELECT p.id FROM bankrequests_shipment p)"
PARTS = ("wanted", "step", "vote", "pick", "order", "shipment", "resultfile", "result", "publication")
TRACKED = ("request", "wanted", "committeemember", "quorum", "pick", "shipment", "item", "difference")
ADDED = ("step", "vote", "order", "line", "back", "resultfile", "result", "publication")
PARENTS = {
    **{name: {"request_id": "bankrequests_request"} for name in PARTS},
    "pick": {"request_id": "bankrequests_request", "specimen_id": "biobank_specimen"},
    "line": {"order_id": "bankrequests_order", "pick_id": "bankrequests_pick", "specimen_id": "biobank_specimen"},
    "back": {"line_id": "bankrequests_line"},
    "item": {"shipment_id": "bankrequests_shipment", "line_id": "bankrequests_line", "specimen_id": "biobank_specimen"},
    "difference": {"shipment_id": "bankrequests_shipment"},
    "result": {"request_id": "bankrequests_request", "specimen_id": "biobank_specimen"},
}
VOTING = """
CREATE FUNCTION bankrequests_voted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE about bankrequests_request;
BEGIN
    SELECT * INTO about FROM bankrequests_request WHERE id = NEW.request_id FOR SHARE;
    IF about.state IS DISTINCT FROM 'under_review' OR about.round <> NEW.round THEN
        RAISE EXCEPTION 'a vote is on a request under review, in its present round' USING ERRCODE = 'check_violation';
    END IF;
    IF about.requester_id = NEW.by_id THEN
        RAISE EXCEPTION 'nobody votes on her own request' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM bankrequests_committeemember m WHERE m.hospital_id = NEW.hospital_id
        AND m.user_id = NEW.by_id AND m.left_on IS NULL)
    THEN
        RAISE EXCEPTION 'only members of the committee vote' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bankrequests_vote_voted BEFORE INSERT ON bankrequests_vote
    FOR EACH ROW EXECUTE FUNCTION bankrequests_voted();
CREATE FUNCTION bankrequests_moved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE yes int; no int; cast_ int; needed int;
BEGIN
    IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY[
        'draft>submitted', 'returned>submitted', 'submitted>under_review', 'submitted>returned', 'under_review>returned',
        'under_review>approved', 'under_review>declined', 'approved>fulfilled', 'draft>withdrawn', 'submitted>withdrawn',
        'under_review>withdrawn', 'returned>withdrawn', 'approved>withdrawn'])
    THEN
        RAISE EXCEPTION 'a request does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state NOT IN ('draft', 'returned') AND (NEW.purposes, NEW.recipient, NEW.country, NEW.foreign, NEW.requester_id,
        NEW.ethics_number) IS DISTINCT FROM (OLD.purposes, OLD.recipient, OLD.country, OLD.foreign, OLD.requester_id,
        OLD.ethics_number)
    THEN
        RAISE EXCEPTION 'what was submitted is not changed' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND NEW.state IN ('approved', 'declined') THEN
        SELECT count(*) FILTER (WHERE said = 'approve'), count(*) FILTER (WHERE said = 'decline'), count(*)
            INTO yes, no, cast_ FROM bankrequests_vote WHERE request_id = NEW.id AND round = NEW.round;
        SELECT coalesce((SELECT q.many FROM bankrequests_quorum q WHERE q.hospital_id = NEW.hospital_id), 3) INTO needed;
        IF cast_ < needed OR (NEW.state = 'approved' AND yes <= no) OR (NEW.state = 'declined' AND no <= yes) THEN
            RAISE EXCEPTION 'a decision stands on the votes of the committee' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bankrequests_request_moved BEFORE UPDATE ON bankrequests_request
    FOR EACH ROW EXECUTE FUNCTION bankrequests_moved();
"""
VOTING_BACK = """
DROP TRIGGER bankrequests_vote_voted ON bankrequests_vote; DROP FUNCTION bankrequests_voted;
DROP TRIGGER bankrequests_request_moved ON bankrequests_request; DROP FUNCTION bankrequests_moved;
"""
PARCEL = """
CREATE FUNCTION bankrequests_parcel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY['pending>shipped', 'shipped>received'])
    THEN
        RAISE EXCEPTION 'a shipment does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'received' AND EXISTS (
        SELECT 1 FROM bankrequests_difference d WHERE d.shipment_id = NEW.id AND d.settled = '')
    THEN
        RAISE EXCEPTION 'nothing is received before its differences are settled' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bankrequests_shipment_parcel BEFORE UPDATE ON bankrequests_shipment
    FOR EACH ROW EXECUTE FUNCTION bankrequests_parcel();
CREATE FUNCTION bankrequests_packed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM bankrequests_shipment WHERE id = COALESCE(NEW.shipment_id, OLD.shipment_id)) <> 'pending' THEN
        RAISE EXCEPTION 'a manifest is changed only while it is packed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER bankrequests_item_packed BEFORE INSERT OR UPDATE OR DELETE ON bankrequests_item
    FOR EACH ROW EXECUTE FUNCTION bankrequests_packed();
"""
PARCEL_BACK = """
DROP TRIGGER bankrequests_shipment_parcel ON bankrequests_shipment; DROP FUNCTION bankrequests_parcel;
DROP TRIGGER bankrequests_item_packed ON bankrequests_item; DROP FUNCTION bankrequests_packed;
"""


class Migration(migrations.Migration):
    dependencies = [("bankrequests", "0001_initial"), ("biobank", "0002_security")]

    operations = [
        *protect("bankrequests_committeemember", f"{BY_CODE} OR user_id = paeonia_user()", BY_CODE),
        *protect("bankrequests_request", SEES),
        *(op for name in PARTS for op in protect(f"bankrequests_{name}", OF_REQUEST)),
        *protect("bankrequests_line", "order_id IN (SELECT p.id FROM bankrequests_order p)"),
        *protect("bankrequests_back", "line_id IN (SELECT p.id FROM bankrequests_line p)"),
        *(op for name in ("item", "difference") for op in protect(f"bankrequests_{name}", OF_SHIPMENT)),
        *protect("bankrequests_quorum", f"{BY_CODE} OR {MEMBER}", BY_CODE),
        # Whoever may write the row may write its trail; read it those who see codes.
        *(op for name in TRACKED for op in protect(f"bankrequests_{name}event", BY_CODE, "true")),
        *(op for name in (*ADDED, *(f"{one}event" for one in TRACKED)) for op in append_only(f"bankrequests_{name}")),
        *(belongs_together(f"bankrequests_{table}", column, parent)
          for table, parents in PARENTS.items() for column, parent in parents.items()),
        RunSQL(VOTING, VOTING_BACK),
        RunSQL(PARCEL, PARCEL_BACK),
    ]
