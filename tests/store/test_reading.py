"""One record has one byte form: whatever else says the same is refused, also on the fast path."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain import records
from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import Record, canonical, content, content_hash
from nq57desk.store.reading import Read, Reader
from nq57desk.store.rows import TABLE
from tests.store.samples import TASK, UPDATE, VALUE, YEAR

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12).map(lambda text: unicodedata.normalize("NFC", text))
UPDATES = st.builds(
    ProgressUpdate,
    id=st.just("u"),
    plan_id=st.just("plan"),
    task_id=st.just("task"),
    period=st.just("2026-10"),
    state=st.sampled_from(State),
    percent=st.none() | st.integers(0, 100),
    result=TEXTS,
    difficulty=TEXTS,
    product_date=st.none() | st.dates(date(1900, 1, 1), date(2999, 12, 31)),
    disbursed=st.none() | st.integers(-(2**63), 2**63 - 1),
    nothing_arose=st.booleans(),
)
VALUES = st.builds(
    IndicatorValue,
    id=st.just("v"),
    plan_id=st.just("plan"),
    indicator_id=st.just("i"),
    period=st.just("2026-10"),
    actual=st.none()
    | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3),
    source=TEXTS,
)
CELLS = st.builds(
    lambda name, cells: replace(TASK, name=name, cells=tuple(cells)),
    TEXTS,
    st.lists(st.tuples(TEXTS, TEXTS), max_size=3),
)


def reader(record: Record) -> Reader:
    return Reader(TABLE[records.kind_of(type(record)).name])


@pytest.mark.parametrize("record", YEAR)
def test_each_kind_is_read_with_its_hash(record: Record) -> None:
    line = canonical(content(record))
    values, digest, extra = reader(record).line(line)
    assert (digest, extra) == (content_hash(line), None)
    assert len(values) == len(records.kind_of(type(record)).fields)


@given(record=UPDATES | VALUES | CELLS)
def test_the_canonical_form_is_read_and_every_other_spelling_refused(record: Record) -> None:
    fields = content(record)
    line = canonical(fields)
    read = reader(record)
    assert read.line(line) == read.fields(fields, line.decode())
    others = {
        json.dumps(fields, ensure_ascii=False, sort_keys=True).encode(),
        json.dumps(fields, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode(),
        json.dumps(dict(sorted(fields.items(), reverse=True)), ensure_ascii=False, separators=(",", ":")).encode(),
        line + b"\n",
        b" " + line,
        line.replace(b'{"', b'{"at":"x","', 1),
    }
    for other in others - {line}:
        with pytest.raises(ValueError):
            read.line(other)


@given(
    place=st.integers(0, 200), sign=st.sampled_from([b" ", b"\t", b"\\u0061", b"\\/", b"0", b"-", b".0", b'"', b","])
)
def test_no_inserted_sign_goes_unseen(place: int, sign: bytes) -> None:
    """Either it is refused, or the hash is that of what was read."""
    line = canonical(content(UPDATE))
    other = line[:place] + sign + line[place:]
    try:
        _, digest, _ = reader(UPDATE).line(other)
    except ValueError:
        return
    defaults = {form.name: form.default for form in records.KIND["progress_update"].fields if not form.later}
    assert digest == content_hash(canonical({**defaults, **json.loads(other)}))
    assert canonical(json.loads(other)) == other


@pytest.mark.parametrize("text", ["1E+3", "NaN", "Infinity", "", "1,5", " 1", "+1", "0x1", "1" * 101])
def test_numbers_have_one_spelling(text: str) -> None:
    fields = {**content(VALUE), "actual": text}
    with pytest.raises(ValueError):
        reader(VALUE).line(canonical(fields))


def test_a_number_comes_back_as_it_was() -> None:
    value = replace(VALUE, actual=Decimal("0.10"))
    values, _, _ = reader(value).line(canonical(content(value)))
    assert "0.10" in values


@given(day=st.none() | st.dates(), record=UPDATES)
def test_a_later_field_is_read_with_and_without_and_in_one_form_only(day: date | None, record: ProgressUpdate) -> None:
    ticked = replace(record, central_on=day)
    line = canonical(content(ticked))
    values, digest, extra = reader(ticked).line(line)
    at = TABLE["progress_update"].names.index("central_on")
    assert (values[at], digest, extra) == (day.isoformat() if day else None, content_hash(line), None)
    with pytest.raises(ValueError):
        reader(ticked).line(canonical({**content(ticked), "central_on": None}))
    with pytest.raises(ValueError):
        reader(ticked).line(canonical({**content(ticked), "central_on": None, "unknown": 1}))
    newer = {**content(ticked), "unknown": 1}
    values, digest, extra = reader(ticked).line(canonical(newer))
    assert (values[at], digest) == (day.isoformat() if day else None, content_hash(canonical(newer)))
    assert extra == '{"unknown":1}'


@given(found=st.lists(UPDATES, min_size=1, max_size=5), later=st.lists(st.none() | st.dates(), min_size=5, max_size=5))
def test_many_lines_are_read_as_each_of_them(found: list[ProgressUpdate], later: list[date | None]) -> None:
    """Column by column comes out what line by line does; lines of several forms are left to that."""
    lines = [canonical(content(replace(one, central_on=day))) for one, day in zip(found, later, strict=False)]
    read = reader(UPDATE)
    columns = read.many(lines)
    if columns is None:
        assert len({day is None for day in later[: len(lines)]}) == 2 or any(b"}" in line[:-1] for line in lines)
        return
    values = list(zip(*columns.values, strict=True))
    assert list(zip(values, columns.hashes, columns.extras, strict=True)) == [read.line(line) for line in lines]


@given(record=UPDATES | VALUES | CELLS, data=st.data())
def test_one_odd_line_among_many_is_never_read_with_them(record: Record, data: st.DataObject) -> None:
    line = canonical(content(record))
    place = data.draw(st.integers(0, len(line)))
    sign = data.draw(
        st.sampled_from([b" ", b"\\u0061", b"\\/", b"0", b"-", b".0", b'"', b",", b"},{", b"{", b"}", b"[", b"]"])
    )
    odd = line[:place] + sign + line[place:]
    try:
        alone: Read | None = reader(record).line(odd)
    except (ValueError, TypeError):
        alone = None
    many = reader(record).many([line, odd, line])
    assert many is None or (alone is not None and [column[1] for column in many.values] == list(alone[0]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (b'{"a":"x}', b'{","b":"y"}'),
        (b'{"a":1},{"a":1}', b'{"a":1}'),
        (b'{"a":1},{"a":"x', b'y"}'),
        (b'{"a":[{}', b"{}]}"),
    ],
)
def test_lines_that_are_json_only_together_are_refused(one: bytes, other: bytes) -> None:
    assert reader(UPDATE).many([one, other]) is None


def test_no_text_may_look_like_the_seam_between_two_lines() -> None:
    """It is left to reading line by line, which takes it."""
    line = canonical(content(replace(UPDATE, result="a} b")))
    assert reader(UPDATE).many([line, line]) is None
    assert reader(UPDATE).line(line)[1] == content_hash(line)
