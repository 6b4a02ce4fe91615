"""Logs as fields from an allow-list: a patient's value has no way in."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# What a log line may carry. Anything else is dropped and only its name is kept, so that the loss is visible.
ALLOWED = {
    *(
        "event",
        "level",
        "timestamp",
        "logger",
        "route",
        "method",
        "status",
        "duration_ms",
        "request_id",
        "user_id",
        "role",
    ),
    *("job", "rows", "count", "error_kind", "where", "batch", "port", "address", "dropped"),
}
WARNING = re.compile(r"(?P<where>[^/\\:]+:\d+): (?P<kind>\w+):")
WIRING = {"_record", "_from_structlog", "_name"}  # structlog's own, removed before a line is written


def keep_allowed(_: Any, __: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop fields that are not on the list and name them in `dropped`."""
    dropped = sorted(key for key in fields if key not in ALLOWED and key not in WIRING)
    for key in dropped:
        del fields[key]
    if dropped:
        fields["dropped"] = dropped
    return fields


def message_pattern_only(_: Any, __: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep the pattern of a library's message, not its arguments: those may quote a request or a row."""
    record = fields.get("_record")
    if record is not None:
        fields["event"] = str(record.msg)
        if record.name == "py.warnings":  # comes with its place and words already put together
            place = WARNING.search(str(record.msg))
            fields["event"], fields["where"] = (place["kind"], place["where"]) if place else ("warning", "")
        request = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        if match is not None:
            fields["route"] = match.route  # the pattern, never the path: that may hold a patient's number
        if hasattr(record, "status_code"):
            fields["status"] = record.status_code
    return fields


def error_place_only(_: Any, __: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace an exception by its kind and place: its message and local variables may hold patient values."""
    record = fields.get("_record")
    failure = fields.pop("exc_info", None) or (record.exc_info if record is not None else None)
    if failure is True:
        failure = sys.exc_info()
    if not failure or failure == (None, None, None):
        return fields
    kind, error, trace = (
        failure if isinstance(failure, tuple) else (type(failure), failure, failure.__traceback__)
    )
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    fields["error_kind"] = kind.__name__
    if record is not None and str(error) and str(error) in str(fields["event"]):
        # Some libraries make the error's own words their message: those may quote a request or a row.
        fields["event"] = kind.__name__
    if trace is not None:
        fields["where"] = f"{trace.tb_frame.f_code.co_filename.rsplit('/paeonia/')[-1]}:{trace.tb_lineno}"
    return fields


COMMON = [structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
structlog.configure(
    processors=[
        *COMMON,
        error_place_only,
        keep_allowed,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "fields": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": [*COMMON, structlog.stdlib.add_logger_name],
            "processors": [
                message_pattern_only,
                error_place_only,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                keep_allowed,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "fields"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
# A warning is a message of a library like any other; unhandled it would go past the list, straight to the terminal.
logging.captureWarnings(True)
