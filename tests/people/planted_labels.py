"""Forms of the labels' pages that are really accepted where the reader may print or design."""

FORMATS = {"donor_format": "%CP_CODE%-%CP_UID(4)%", "primary_format": "%PPI%.%SP_TYPE%%PPI_UID%", "design": "slide"}
FORMS = (
    ("biobank/labels/print/", "ours", {"do": "print", "codes": "B-EAST", "paper": "zpl300", "design": "box"}),
    ("biobank/labels/print/", "theirs", {"do": "print", "codes": "B-WEST", "paper": "zpl300", "design": "slide"}),
    ("biobank/labels/print/", "odd", {"do": "print", "codes": "\x00\n" * 50, "paper": "zpl1", "why": "\x00"}),
    ("biobank/labels/protocols/<int:protocol_id>/", "keep", {**FORMATS, "do": "keep"}),
    ("biobank/labels/protocols/<int:protocol_id>/", "odd", {"design": "own", "own": "{\x00", "primary_format": "%\x00"}),
    ("biobank/labels/protocols/<int:protocol_id>/check/", "good", FORMATS),
)
