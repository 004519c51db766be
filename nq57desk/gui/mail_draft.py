"""A letter of e-mail that is not sent yet, with papers attached: a file that the machine's own mail program opens.

Decides that nothing is ever sent by this program: the draft carries "X-Unsent: 1" (Outlook and Thunderbird open such a
file for writing), no sender and no addressee; who gets it is the person's to fill in.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

_KINDS = {
    ".pdf": ("application", "pdf"),
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file by its name (with its ending) and its bytes."""

    name: str
    data: bytes


def draft(subject: str, text: str, attachments: tuple[Attachment, ...]) -> bytes:
    """The draft as the bytes of an .eml file. Line ends in the subject become blanks."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["To"] = ""
    message["Subject"] = " ".join(subject.split())
    message.set_content(text)
    for one in attachments:
        ending = one.name[one.name.rfind(".") :].lower()
        kind, sub = _KINDS.get(ending, ("application", "octet-stream"))
        message.add_attachment(one.data, maintype=kind, subtype=sub, filename=one.name)
    return message.as_bytes()
