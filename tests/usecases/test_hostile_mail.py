"""A draft of e-mail takes nothing of its texts for a header: no line break in a name, a subject or a file's name."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from nq57desk.bundle.cards import EMAIL
from nq57desk.usecases.mail_drafts import draft

_BREAKS = ("\r\n", "\n", "\r", "\u2028", "\x85", "\v")


@pytest.mark.parametrize("sign", _BREAKS, ids=ascii)
def test_a_line_break_makes_no_header(sign: str) -> None:
    hostile = f"Báo cáo tháng 11{sign}Bcc: ai@do.vn{sign}{sign}<b>x</b>"
    data = draft(to="vanthu@bienxanh.gov.vn", subject=hostile, text=hostile, files={f"{hostile}.pdf": b"%PDF-"})
    letter = message_from_bytes(data, policy=SMTP)
    assert isinstance(letter, EmailMessage)
    assert set(letter.keys()) == {"X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"}
    assert letter["To"] == "vanthu@bienxanh.gov.vn"
    assert letter["Bcc"] is None
    (file,) = letter.iter_attachments()
    assert {name.lower() for name in file} <= {
        "content-type",
        "content-transfer-encoding",
        "content-disposition",
        "mime-version",
    }


@pytest.mark.parametrize(
    "address", ["a@b.vn\nBcc: c@d.vn", "a@b.vn, c@d.vn", "a@b.vn\r", "<a@b.vn>", "a b@c.vn", "a@b"]
)
def test_an_address_of_a_card_is_one_plain_address(address: str) -> None:
    assert EMAIL.fullmatch(address) is None
