"""What the headings of plans say: phrases with weights, as data.

The wordings come from the five plans seen (000-004) and from how wards head such tables elsewhere. All phrases are
folded (no marks, small letters); a phrase counts where it stands as whole words. A field takes the greatest weight
of its phrases, never the sum. The field "" means: known, and none of ours (money, grounds, reports).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from nq57desk.domain.vietnamese import fold

FIELDS = (
    "number",
    "second_number",
    "name",
    "lead",
    "coordinating",
    "supervisor",
    "responsible",
    "product",
    "deadline",
    "target",
    "targets",
    "note",
    "unit",
    "",
)
"""What a column can be; "targets" is one of several columns that each stand for a year or milestone."""

TASK, INDICATOR = "task", "indicator"
"""The two things a list's names can name; both become the field "name"."""

UNDERSTOOD = 4
"""A heading whose best weight reaches this is understood by its words alone."""
POSSIBLE = 3
"""The least weight that gives a field to a column when no other column claims it."""

_PHRASES: Mapping[str, Mapping[str, int]] = {
    TASK: {
        "ten nhiem vu": 10,
        "noi dung cong viec": 10,
        "noi dung nhiem vu": 10,
        "ten cong viec": 10,
        "nhiem vu cu the": 9,
        "noi dung thuc hien": 9,
        "danh muc nhiem vu": 9,
        "nhiem vu giai phap": 8,
        "dau viec": 8,
        "ten de an": 7,
        "nhiem vu": 7,
        "noi dung": 6,
        "cong viec": 6,
        "hoat dong": 5,
        "giai phap": 5,
        "chuong trinh de an": 5,
        "ten chuong trinh": 6,
        "de an": 4,
    },
    INDICATOR: {
        "ten chi tieu": 10,
        "noi dung chi tieu": 11,
        "danh muc chi tieu": 10,
        "ten chi so": 10,
        "chi tieu": 6,
        "tieu chi": 6,
        "chi so": 5,
    },
    "lead": {
        "chu tri": 7,
        "don vi chu tri": 9,
        "co quan chu tri": 9,
        "co quan don vi chu tri": 9,
        "chu tri thuc hien": 9,
        "don vi chiu trach nhiem": 8,
        "co quan chiu trach nhiem": 8,
        "don vi phu trach": 7,
        "don vi tham muu": 6,
        "co quan tham muu": 6,
        "don vi duoc giao": 6,
        "don vi dau moi": 6,
        "dau moi": 5,
        "don vi thuc hien": 5,
        "co quan thuc hien": 5,
        "bo phan thuc hien": 5,
        "phan cong thuc hien": 5,
        "phong ban thuc hien": 5,
        "to chuc thuc hien": 4,
        "phan cong": 4,
    },
    "coordinating": {"phoi hop": 8, "don vi thuc hien": 3, "co quan thuc hien": 3, "don vi lien quan": 5},
    "supervisor": {
        "chu tri chi dao": 10,
        "lanh dao phu trach": 10,
        "lanh dao chi dao": 10,
        "lanh dao theo doi": 10,
        "lanh dao ubnd": 9,
        "nguoi chi dao": 9,
        "dong chi phu trach": 8,
        "phu trach chi dao": 9,
        "chi dao": 6,
        "lanh dao": 5,
    },
    "responsible": {
        "nguoi dung dau": 10,
        "nguoi chiu trach nhiem": 10,
        "can bo phu trach": 9,
        "cong chuc phu trach": 9,
        "can bo thuc hien": 8,
        "nguoi phu trach": 8,
        "nguoi thuc hien": 8,
        "chiu trach nhiem": 6,
        "chuyen vien": 6,
        "ca nhan": 6,
        "thu truong": 5,
    },
    "product": {
        "san pham": 9,
        "san pham dau ra": 10,
        "ket qua san pham": 10,
        "ket qua dau ra": 9,
        "dau ra": 7,
        "ket qua": 5,
    },
    "deadline": {
        "thoi han": 9,
        "thoi gian hoan thanh": 10,
        "thoi diem hoan thanh": 10,
        "ngay hoan thanh": 10,
        "han hoan thanh": 10,
        "tien do hoan thanh": 9,
        "thoi gian thuc hien": 8,
        "moc thoi gian": 8,
        "ky han": 7,
        "han chot": 8,
        "hoan thanh": 6,
        "thoi gian": 6,
        "tien do": 5,
        "lo trinh": 5,
    },
    "target": {
        "kpi": 10,
        "chi so ket qua": 9,
        "chi tieu nam": 9,
        "chi tieu giao": 9,
        "chi tieu duoc giao": 9,
        "chi tieu can dat": 9,
        "muc tieu nam": 9,
        "gia tri muc tieu": 9,
        "ket qua can dat": 6,
        "muc tieu": 7,
        "ke hoach nam": 7,
        "muc can dat": 8,
        "muc dat": 6,
        "gia tri": 4,
        "ket qua": 3,
        "chi tieu": 3,
    },
    "note": {"ghi chu": 10, "chu thich": 9, "luu y": 6},
    "unit": {"don vi tinh": 11, "dvt": 10, "don vi do": 10},
    "": {
        "mo ta": 12,
        "kinh phi": 9,
        "du toan": 9,
        "nguon von": 9,
        "nguon kinh phi": 9,
        "can cu": 9,
        "van ban giao": 11,
        "so ky hieu": 11,
        "bat dau": 12,
        "khoi cong": 9,
        "tinh trang": 11,
        "trang thai": 11,
        "tinh hinh": 9,
        "muc do hoan thanh": 12,
        "ty le hoan thanh": 12,
        "ti le hoan thanh": 12,
        "ket qua thuc hien": 9,
        "da thuc hien": 9,
        "ket qua dat duoc": 6,
        "tien do thuc hien den": 12,
        "kho khan": 11,
        "vuong mac": 11,
        "de xuat": 9,
        "kien nghi": 9,
        "cach tinh": 9,
        "phuong phap": 8,
        "uoc thuc hien": 10,
        "thuc hien nam": 9,
        "email": 6,
        "dien thoai": 6,
    },
}
_EXACT: Mapping[str, Mapping[str, int]] = {
    "lead": {"don vi": 4, "co quan": 4, "co quan don vi": 5, "thuc hien": 4, "phu trach": 4},
    "coordinating": {"ph": 4},
    "deadline": {"han": 7, "deadline": 8, "thoi diem": 5},
    "target": {"dat": 3, "ke hoach": 4},
    TASK: {"ten": 4},
}
_NUMBER_WORDS = frozenset({"tt", "stt", "s tt", "so tt", "so thu tu", "thu tu", "no", "so", "#"})
_BY_WORDS = [
    (re.compile(rf"(?<!\w){phrase}(?!\w)"), field, weight)
    for field, phrases in _PHRASES.items()
    for phrase, weight in phrases.items()
]

_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(
    rf"(?:(?:den|het|den het|cuoi|trong|ca|muc tieu|chi tieu|ke hoach|muc tieu den|chi tieu den|ke hoach den) )*"
    rf"(?:(?:nam )?{_YEAR}|(?:quy|q) ?(?:iv|i{{1,3}}|[1-4])(?: (?:nam )?{_YEAR})?|thang ?\d\d?(?: (?:nam )?{_YEAR})?"
    rf"|[369] thang(?: (?:dau|cuoi) nam)?(?: {_YEAR})?|ca nam|giai doan {_YEAR} {_YEAR}|{_YEAR} {_YEAR})"
)


def plain(heading: str) -> str:
    """The heading folded, signs as spaces: "Kết quả/Sản phẩm" → "ket qua san pham"."""
    return " ".join(re.sub(r"[^\w#%]+|_", " ", fold(heading)).split())


@lru_cache(maxsize=2048)
def weights(heading: str) -> tuple[tuple[str, int], ...]:
    """Each field that the heading's words speak for, with its weight; levels of a heading are joined by " / ".

    The lowest level tells most: "Thời gian / Bắt đầu" is a beginning, not a deadline.
    """
    leaf = plain(heading.rsplit(" / ", 1)[-1])
    found: dict[str, int] = {}
    for field, weight in _of_words(plain(heading)):
        found[field] = max(found.get(field, 0), weight)
    for field, weight in _of_words(leaf):
        found[field] = max(found.get(field, 0), weight + 1)
    return tuple(found.items())


def _of_words(words: str) -> list[tuple[str, int]]:
    found = [(field, weight) for pattern, field, weight in _BY_WORDS if pattern.search(words)]
    return found + [(field, phrases[words]) for field, phrases in _EXACT.items() if words in phrases]


@lru_cache(maxsize=2048)
def is_number_heading(heading: str) -> bool:
    """Whether one level of the heading says that the column numbers the rows ("STT / Chi tiết" does)."""
    return any(plain(level) in _NUMBER_WORDS for level in heading.split(" / "))


@lru_cache(maxsize=2048)
def is_period_heading(heading: str) -> bool:
    """Whether the heading's lowest level is a year, a quarter, a month or a milestone ("Đến năm 2030")."""
    return _PERIOD.fullmatch(plain(heading.rsplit(" / ", 1)[-1])) is not None


@lru_cache(maxsize=4096)
def is_understood(heading: str) -> bool:
    """Whether the heading's words alone tell what the column is."""
    return (
        is_number_heading(heading)
        or is_period_heading(heading)
        or any(weight >= UNDERSTOOD for _, weight in weights(heading))
    )
