"""Small changes to files, as damage, mischief and bad programs make them; each follows from its random numbers.

A zip is taken apart, one of its parts is changed, and it is packed again with right checksums, so that the change
reaches the readers inside; XML is changed by its tags, attributes and texts. Everything else is changed by bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random

Change = Callable[[bytes, Random], bytes]

NUMBERS = (
    *("0", "-1", "1", "255", "256", "65535", "65536", "1048576", "2147483647", "2147483648", "4294967296"),
    *("99999999999999999999", "-99999999999", "1e400", "-1e400", "NaN", "inf", "0.1", "1,5", "٣", "²", "0x10", ""),
)
WORDS = (
    *("MẬT", "TỐI MẬT", "Quý IV/2026", "31/02/2026", "trước 15/13/2026", "≥ 95%", "=1+1", '=HYPERLINK("http://x")'),
    *("<b>x</b>", "&lt;", "]]>", "\u202e", "\u200b", "\ufeff", "\ud7ff", "\U0010ffff", "e\u0323\u0302", "İ", "ẞ"),
    *("' OR 1=1 --", "'); DROP TABLE task;--", "../../x", "\x7f", "TT", "Nhiệm vụ", "Thời gian hoàn thành", "I", "1.1"),
    *("a" * 3000, "\u0301" * 400, "1" * 400, "(" * 300, "§$%&/()=", "\r\n", "\t", '"', "NULL", "null", "true"),
)
_TAG = re.compile(rb"<[^<>]{1,400}>")
_DIGITS = re.compile(rb"-?\d+")
_ATTRIBUTE = re.compile(rb'="([^"<>]{0,200})"')
_TEXT = re.compile(rb">([^<>]{1,400})<")
_LARGEST = 3 * 1024 * 1024


def _place(data: bytes, rng: Random) -> tuple[int, int]:
    """A stretch of the bytes, mostly a short one."""
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 2, 4, 16, 200, 4000)))


def flip(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        if changed:
            changed[rng.randrange(len(changed))] = rng.choice((0, 255, 127, 128, rng.randrange(256)))
    return bytes(changed)


def drop(data: bytes, rng: Random) -> bytes:
    start, end = _place(data, rng)
    return data[:start] + data[end:]


def repeat(data: bytes, rng: Random) -> bytes:
    start, end = _place(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 2, 50, 1000)) + data[end:]


def cut(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def insert(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(WORDS).encode("utf-8", "replace") + data[at:]


def move(data: bytes, rng: Random) -> bytes:
    start, end = _place(data, rng)
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[start:end] + data[at:]


def number(data: bytes, rng: Random) -> bytes:
    found = _some(_DIGITS, data, rng)
    return data if found is None else data[: found.start()] + rng.choice(NUMBERS).encode() + data[found.end() :]


def _some(pattern: re.Pattern[bytes], data: bytes, rng: Random) -> re.Match[bytes] | None:
    """One of the pattern's places, searched from a random point on."""
    return pattern.search(data, rng.randrange(len(data) + 1)) or pattern.search(data)


def tag_dropped(data: bytes, rng: Random) -> bytes:
    found = _some(_TAG, data, rng)
    return data if found is None else data[: found.start()] + data[found.end() :]


def tags_swapped(data: bytes, rng: Random) -> bytes:
    one, other = _some(_TAG, data, rng), _some(_TAG, data, rng)
    if one is None or other is None or one.end() > other.start():
        return data
    return data[: one.start()] + other[0] + data[one.end() : other.start()] + one[0] + data[other.end() :]


def element_repeated(data: bytes, rng: Random) -> bytes:
    """From one tag to the end of a later one of the same name, twice, fifty or a thousand times."""
    first = _some(_TAG, data, rng)
    if first is None or first[0].startswith((b"</", b"<?", b"<!")):
        return data
    name = re.split(rb"[\s/>]", first[0][1:])[0]
    end = first.end() if first[0].endswith(b"/>") else data.find(b"</" + name + b">", first.end()) + len(name) + 3
    if end <= first.end():
        end = first.end()
    many = rng.choice((1, 1, 1, 50, 1000))
    return data[:end] + data[first.start() : end] * many + data[end:]


def nested(data: bytes, rng: Random) -> bytes:
    """An element put into many of its own kind."""
    found = _some(_TAG, data, rng)
    if found is None or not re.match(rb"<[A-Za-z]", found[0]) or found[0].endswith(b"/>"):
        return data
    name = re.split(rb"[\s/>]", found[0][1:])[0]
    end = data.find(b"</" + name + b">", found.end())
    if end < 0:
        return data
    deep = rng.choice((2, 20, 150, 2000))
    whole = data[found.start() : end] + b"</" + name + b">"
    return data[: found.start()] + found[0] * deep + whole + (b"</" + name + b">") * deep + data[end + len(name) + 3 :]


def attribute(data: bytes, rng: Random) -> bytes:
    found = _some(_ATTRIBUTE, data, rng)
    if found is None:
        return data
    new = rng.choice((*NUMBERS, *WORDS[:20])).replace('"', "").encode()
    return data[: found.start(1)] + new + data[found.end(1) :]


def text(data: bytes, rng: Random) -> bytes:
    found = _some(_TEXT, data, rng)
    if found is None:
        return data
    new = rng.choice((*WORDS, *NUMBERS)).replace("&", "&amp;").replace("<", "&lt;").encode("utf-8", "replace")
    return data[: found.start(1)] + new + data[found.end(1) :]


BYTES: tuple[Change, ...] = (flip, flip, drop, repeat, cut, insert, move, number, number)
XML: tuple[Change, ...] = (
    *(tag_dropped, tags_swapped, element_repeated, element_repeated, nested, attribute, attribute, text, text),
    *(number, insert, flip),
)


def changed(data: bytes, rng: Random, changes: Sequence[Change] = BYTES) -> bytes:
    """The bytes after one to six changes."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        data = rng.choice(changes)(data, rng)[:_LARGEST]
    return data


def changed_markup(data: bytes, rng: Random) -> bytes:
    """Markup after one to six changes."""
    return changed(data, rng, XML)


def changed_zip(data: bytes, rng: Random) -> bytes:
    """A zip with some of its parts changed, dropped or named otherwise; now and then the zip's own bytes."""
    if rng.random() < 0.15:
        return changed(data, rng)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    for _ in range(rng.choice((1, 1, 2))):
        at = rng.randrange(len(parts))
        name, part = parts[at]
        is_markup = part.lstrip()[:1] == b"<"
        parts[at] = (name, changed(part, rng, XML if is_markup and rng.random() < 0.9 else BYTES))
    if rng.random() < 0.05:
        parts.pop(rng.randrange(len(parts)))
    if rng.random() < 0.05 and parts:
        at = rng.randrange(len(parts))
        parts.append((rng.choice(("../x.xml", parts[at][0], parts[at][0].upper(), "word/../x")), parts[at][1]))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, part in dict(parts).items():
            archive.writestr(name, part)
    return out.getvalue()


def changed_words(data: bytes, rng: Random) -> bytes:
    """A phrase of which words were exchanged, doubled, joined or left out, or whose letters were changed."""
    if rng.random() < 0.3:
        return changed(data, rng)
    words = data.decode("utf-8", "replace").split(" ")
    for _ in range(rng.choice((1, 2, 3, 8))):
        at = rng.randrange(len(words) + 1)
        kind = rng.randrange(4)
        if kind == 0:
            words.insert(at, rng.choice((*PHRASES, *NUMBERS)))
        elif kind == 1 and words:
            words.pop(at - 1)
        elif kind == 2:
            words[at:at] = words[:at][-rng.choice((1, 3, 40)) :]
        else:
            rng.shuffle(words)
    return rng.choice((" ", " ", "", "\n", "/", "-")).join(words).encode("utf-8", "replace")


PHRASES = (
    *("trước", "sau", "ngày", "tháng", "quý", "năm", "đến hết", "chậm nhất", "trong", "hằng", "thường xuyên", "từ"),
    *(
        "31/12/2026",
        "30/02/2026",
        "29/02/2024",
        "Quý IV",
        "6 tháng đầu năm",
        "9 tháng",
        "2026-2030",
        "/",
        ";",
        ",",
        "%",
    ),
    *("≥", "tối thiểu", "trên", "dưới", "không quá", "100%", "1.234,5", "triệu đồng", "hồ sơ", "khi có", "IIII", "XL"),
    *(
        "mười lăm",
        "hai nghìn không trăm hai mươi sáu",
        "(",
        ")",
        "“",
        "và",
        "hoặc",
        "9999",
        "00",
        "12345678901234567890",
    ),
)
