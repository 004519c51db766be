"""A letter of e-mail that a mail program opens ready to send: nothing is ever sent by this program.

"X-Unsent: 1" makes Outlook and Thunderbird open the file for writing. There is no sender and no date: the mail program
puts both in.
"""

from __future__ import annotations

from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePath

ENDING = ".eml"
_OFFICE = "vnd.openxmlformats-officedocument"
_KINDS = {".pdf": "pdf", ".docx": f"{_OFFICE}.wordprocessingml.document", ".xlsx": f"{_OFFICE}.spreadsheetml.sheet"}


def draft(*, to: str, subject: str, text: str, files: Mapping[str, bytes]) -> bytes:
    """The bytes of an .eml file. ``to`` is one plain address, or ""; ``files`` are attached under their names."""
    letter = EmailMessage(policy=SMTP)
    letter["X-Unsent"] = "1"
    letter["To"] = to
    letter["Subject"] = " ".join(subject.split())
    letter.set_content(text)
    for name, data in files.items():
        kind = _KINDS.get(PurePath(name).suffix.lower(), "octet-stream")
        letter.add_attachment(data, maintype="application", subtype=kind, filename=name)
    return letter.as_bytes()
