"""Made-up registry records, and a stand-in for the registry itself."""

import copy
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest

REAL = Path(__file__).parents[3] / "shared" / "data" / "trials"

V2 = {
    "protocolSection": {
        "identificationModule": {
            "nctId": "NCT90000001", "orgStudyIdInfo": {"id": "PAE-01"},
            "secondaryIdInfos": [
                {"id": "2021-501234-12-00", "type": "CTIS"},
                {"id": "EudraCT 2019-001234-56", "type": "EUDRACT_NUMBER"},
                {"id": "ChiCTR2100012345", "type": "REGISTRY"}, {"id": "CTR20210001", "type": "REGISTRY"}],
            "organization": {"fullName": "Peony Institute", "class": "OTHER"},
            "briefTitle": "Blossomab in HER2-Positive Breast Cancer", "officialTitle": "A Made-Up Trial",
            "acronym": "PEONY"},
        "statusModule": {
            "statusVerifiedDate": "2026-01", "overallStatus": "RECRUITING",
            "startDateStruct": {"date": "2025-08", "type": "ACTUAL"},
            "primaryCompletionDateStruct": {"date": "2027-08-01", "type": "ESTIMATED"},
            "completionDateStruct": {"date": "2028-08", "type": "ESTIMATED"},
            "studyFirstPostDateStruct": {"date": "2025-07-30", "type": "ACTUAL"},
            "lastUpdatePostDateStruct": {"date": "2026-02-03", "type": "ACTUAL"}},
        "sponsorCollaboratorsModule": {
            "responsibleParty": {"type": "PRINCIPAL_INVESTIGATOR", "investigatorFullName": "Li Secret"},
            "leadSponsor": {"name": "Peony Institute", "class": "OTHER"},
            "collaborators": [{"name": "Rose Works", "class": "INDUSTRY"}]},
        "descriptionModule": {"briefSummary": "Does it help?", "detailedDescription": "In detail."},
        "conditionsModule": {"conditions": ["Metastatic Breast Cancer"], "keywords": ["HER2-positive"]},
        "designModule": {
            "studyType": "INTERVENTIONAL", "phases": ["PHASE1", "PHASE2"],
            "designInfo": {
                "allocation": "RANDOMIZED", "primaryPurpose": "TREATMENT", "maskingInfo": {"masking": "NONE"}},
            "enrollmentInfo": {"count": 120, "type": "ESTIMATED"}},
        "armsInterventionsModule": {
            "armGroups": [{
                "label": "A", "type": "EXPERIMENTAL", "description": "new",
                "interventionNames": ["Drug: Blossomab"]}],
            "interventions": [{
                "type": "DRUG", "name": "Blossomab", "description": "weekly",
                "armGroupLabels": ["A"], "otherNames": ["BL-1"]}]},
        "outcomesModule": {
            "primaryOutcomes": [{"measure": "PFS", "timeFrame": "2 years", "description": "RECIST"}],
            "secondaryOutcomes": [{"measure": "OS", "timeFrame": "5 years"}]},
        "eligibilityModule": {
            "eligibilityCriteria": "Inclusion Criteria:\n\n* Woman", "healthyVolunteers": False, "sex": "FEMALE",
            "minimumAge": "18 Years", "maximumAge": "75 Years", "stdAges": ["ADULT"]},
        "contactsLocationsModule": {
            "centralContacts": [{"name": "Wang Secret", "phone": "+86 21 0000 1111"}],
            "overallOfficials": [{"name": "Zhao Secret"}],
            "locations": [{
                "facility": "East Hospital", "status": "RECRUITING", "city": "Shanghai", "country": "China",
                "contacts": [{"name": "Sun Secret", "email": "secret@example.org"}],
                "geoPoint": {"lat": 31.22222, "lon": 121.45806}}]}},
    "derivedSection": {"miscInfoModule": {"versionHolder": "2026-02-10"}},
    "hasResults": False,
}


@pytest.fixture
def v2():
    """A maker of made-up API v2 records: v2("NCT90000002", overallStatus="COMPLETED")."""
    def make(number="NCT90000001", **status):
        record = copy.deepcopy(V2)
        protocol = record["protocolSection"]
        protocol["identificationModule"]["nctId"] = number
        if number != "NCT90000001":
            protocol["identificationModule"].pop("secondaryIdInfos")
        protocol["statusModule"].update(status)
        return record
    return make


@pytest.fixture
def real():
    """The folder of real records beside the repository; skips where there is none."""
    if not REAL.exists():
        pytest.skip("no real trial records beside the repository (../shared/data/trials)")
    return REAL


class Registry(ThreadingHTTPServer):
    """Answers like the registry's `/studies`: pages by token, and the troubles it is told to have first."""

    daemon_threads = True

    def __init__(self, records, troubles=()):
        super().__init__(("127.0.0.1", 0), Answer)
        self.records, self.troubles, self.asked = list(records), list(troubles), []
        self.lost_tokens, self.dies_at = set(), None
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/api/v2"


class Answer(BaseHTTPRequestHandler):
    """One request: the next trouble if there is one left, else a page."""

    def do_GET(self):  # noqa: N802  the name http.server calls
        query = {name: values[0] for name, values in parse_qs(urlparse(self.path).query).items()}
        registry = self.server
        registry.asked.append(query)
        if registry.troubles:
            return self.trouble(registry.troubles.pop(0), query)
        if query.get("pageToken") in registry.lost_tokens:
            return self.send(400, b"Invalid page token")
        return self.send(200, json.dumps(self.page(query)).encode())

    def trouble(self, kind, query):
        if kind == "cut":
            return self.send(200, json.dumps(self.page(query)).encode()[:-40])
        if kind == "hang up":
            return self.connection.close()
        status, headers = kind if isinstance(kind, tuple) else (kind, {})
        return self.send(status, b"busy", headers)

    def page(self, query):
        records = [record for record in self.server.records if self.wanted(record, query)]
        first = int(query.get("pageToken", "t0")[1:])
        size = int(query["pageSize"])
        page = {"studies": records[first:first + size]}
        if query.get("countTotal") == "true":
            page["totalCount"] = len(records)
        if first + size < len(records):
            page["nextPageToken"] = f"t{first + size}"
        return page

    def wanted(self, record, query):
        status = record["protocolSection"]["statusModule"]
        since = query.get("filter.advanced", "RANGE[0000,MAX]").partition("RANGE[")[2].partition(",")[0]
        statuses = query.get("filter.overallStatus")
        return (status["lastUpdatePostDateStruct"]["date"] >= since
                and (not statuses or status["overallStatus"] in statuses.split("|")))

    def send(self, status, body, headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Keep the test output quiet."""


@pytest.fixture
def registry():
    """A maker of stand-in registries: registry(records, troubles=[429, "cut"])."""
    open_ones = []

    def make(records, troubles=()):
        open_ones.append(Registry(records, troubles))
        return open_ones[-1]

    yield make
    for one in open_ones:
        one.shutdown()
        one.server_close()
