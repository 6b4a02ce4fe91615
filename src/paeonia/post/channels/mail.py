"""Carries e-mail through the hospital's own mail server."""

from __future__ import annotations

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from .message import Later, Message, Never

PERMANENT = range(500, 600)


def carry(message: Message) -> str:
    """Send one plain e-mail. Its Message-ID is the same at every attempt: a mailbox that has it shows it once."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    number = f"<{message.number}@{host}>"
    body = "\n\n".join(part for part in (message.text, message.link) if part)
    mail = EmailMessage(message.text.splitlines()[0], body, to=[message.to], headers={
        "Message-ID": number, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"})
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _said in refused.recipients.values()]
        raise (Never if all(code in PERMANENT for code in codes) else Later)(f"SMTP {codes[:1]}") from None
    except smtplib.SMTPResponseException as said:
        # A server that turns the house away (535) may be put right by its keeper; a refused letter (550) is refused.
        turned_away = isinstance(said, smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError | smtplib.SMTPHeloError)
        raise (Never if said.smtp_code in PERMANENT and not turned_away else Later)(f"SMTP {said.smtp_code}") from None
    except (OSError, smtplib.SMTPException) as fault:
        raise Later(type(fault).__name__) from None
    return number
