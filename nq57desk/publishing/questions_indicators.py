"""The questions about indicators: what each office's values say of the target, and what all say together.

A share is the sum of numerators over the sum of denominators, never a mean of percentages; what has no value is no 0.
A value counts for the latest period that has one, an amount is the sum of the year's months. Whether a share reaches
its target is compared without dividing: factor x numerator against target x denominator.
"""

from __future__ import annotations

from nq57desk.domain.indicators import Direction, Measure

_SHARE_UNITS = "('%', '‰')"
_FACTOR = "CASE WHEN COALESCE({unit}, '') IN ('', '%') THEN 100 WHEN {unit} = '‰' THEN 1000 ELSE 1 END"


def factor(unit: str) -> str:
    """What a numerator is multiplied with, by the unit in this column."""
    return _FACTOR.format(unit=unit)


def reached(left: str, scale: str) -> str:
    """Whether ``left`` reaches the target times ``scale``; columns of ``reference_targets`` stand as ``t``."""
    value = f"t.target_value * {scale}"
    down = f"t.direction = '{Direction.DOWN.value}'"
    return f"""CASE WHEN t.target_value IS NULL OR {left} IS NULL THEN NULL
    WHEN t.target_comparator = 'at_least' THEN {left} >= {value}
    WHEN t.target_comparator = 'more' THEN {left} > {value}
    WHEN t.target_comparator = 'at_most' THEN {left} <= {value}
    WHEN t.target_comparator = 'less' THEN {left} < {value}
    WHEN t.target_comparator = 'range' AND {down} THEN {left} <= COALESCE(t.target_upper, t.target_value) * {scale}
    WHEN t.target_comparator = 'equal' AND {down} THEN {left} <= {value}
    WHEN t.target_comparator IN ('equal', 'range') THEN {left} >= {value} END"""


_LINKED = """SELECT i.office_code, i.city_code, i.id, i.reference_id, r.measure, a.year, a.month_number
  FROM {s}indicators i
  JOIN {s}asked_periods a ON a.city_code = i.city_code AND a.year = i.year
  JOIN {s}reference_list r ON r.city_code = i.city_code AND r.id = i.reference_id AND r.year = i.year
  WHERE r.row_kind = 'indicator' AND r.is_counted AND i.same_as IS NULL"""
_PAIR = "v.numerator IS NOT NULL AND v.denominator IS NOT NULL"
COUNTED_INDICATORS = f"""SELECT l.office_code, l.city_code, l.reference_id,
  CASE WHEN count(CASE WHEN {_PAIR} THEN 1 END) = 0 THEN sum(v.actual) END AS actual,
  sum(CASE WHEN {_PAIR} THEN v.numerator END) AS numerator,
  sum(CASE WHEN {_PAIR} THEN v.denominator END) AS denominator
FROM ({_LINKED}) l
JOIN {{s}}indicator_values v ON v.office_code = l.office_code AND v.city_code = l.city_code AND v.indicator_id = l.id
WHERE l.measure = '{Measure.AMOUNT.value}' AND v.has_value AND v.is_office_valid
  AND v.period_year = l.year AND v.month_number <= l.month_number
GROUP BY l.office_code, l.city_code, l.reference_id
UNION ALL
SELECT k.office_code, k.city_code, k.reference_id, k.actual, k.numerator, k.denominator
FROM (
  SELECT g.office_code, g.city_code, g.reference_id, h.actual, h.numerator, h.denominator,
    row_number() OVER (PARTITION BY g.office_code, g.city_code, g.reference_id ORDER BY g.id DESC, h.place DESC) AS at
  FROM ({_LINKED}) g
  JOIN {{s}}indicator_values h ON h.office_code = g.office_code AND h.city_code = g.city_code AND h.indicator_id = g.id
  WHERE g.measure <> '{Measure.AMOUNT.value}' AND h.has_value
    AND h.period_year BETWEEN g.year - 2 AND g.year AND h.month_number <= g.month_number
) k
WHERE k.at = 1"""
_TARGETS = """SELECT r.city_code, r.id AS reference_id, r.number, r.name, r.measure, r.direction, g.target,
    g.target_comparator, g.target_value, g.target_upper, g.target_day, trim(g.unit) AS unit, a.as_of
  FROM {s}reference_list r
  JOIN {s}asked_periods a ON a.city_code = r.city_code AND a.year = r.year
  JOIN {s}reference_targets g ON g.city_code = r.city_code AND g.reference_id = r.id
    AND g.month_number = a.month_number
  WHERE r.row_kind = 'indicator' AND r.is_counted"""
_GIVEN = """SELECT b.office_code, b.city_code, b.reference_id, 1 - max(b.is_linked) AS is_former,
    max(b.actual) AS actual, max(b.numerator) AS numerator, max(b.denominator) AS denominator,
    max(b.has_value) AS has_value
  FROM (
    SELECT v.office_code, v.city_code, v.reference_id, v.actual, v.numerator, v.denominator, 1 AS has_value,
      0 AS is_linked, 0 AS is_ended
    FROM {s}counted_indicators v
    UNION ALL
    SELECT i.office_code, i.city_code, i.reference_id, NULL, NULL, NULL, 0, 1, 0
    FROM {s}counting_offices c
    JOIN {s}asked_periods a ON a.city_code = c.city_code
    JOIN {s}indicators i ON i.office_code = c.office_code AND i.city_code = c.city_code AND i.year = a.year
    WHERE i.reference_id IS NOT NULL AND i.same_as IS NULL
    UNION ALL
    SELECT f.office_code, f.city_code, r.id, NULL, NULL, NULL, 0, 0, 1
    FROM {s}former_offices f
    JOIN {s}reference_list r ON r.city_code = f.city_code AND r.measure = 'amount' AND r.row_kind = 'indicator'
  ) b
  GROUP BY b.office_code, b.city_code, b.reference_id
  HAVING max(b.is_linked) = 1 OR (max(b.is_ended) = 1 AND max(b.has_value) = 1)"""
_OWN_PAIR = "q.numerator IS NOT NULL AND q.denominator IS NOT NULL"
_LEFT = f"""CASE WHEN {_OWN_PAIR} THEN CASE WHEN q.denominator = 0 THEN NULL
    WHEN q.denominator < 0 THEN -q.numerator * {factor("t.unit")} ELSE q.numerator * {factor("t.unit")} END
    ELSE q.actual END"""
OFFICE_INDICATORS = f"""SELECT m.office_code, m.city_code, m.reference_id, m.number, m.name, m.target, m.unit,
  m.is_former = 1 AS is_former, m.actual, m.numerator, m.denominator, m.has_value = 1 AS has_value,
  COALESCE(m.unit, '') IN {_SHARE_UNITS} OR m.pairs = 1 AS is_share,
  CASE WHEN (COALESCE(m.unit, '') IN {_SHARE_UNITS} OR m.pairs = 1) AND m.is_former = 0 THEN m.is_reached END AS is_met
FROM (
  SELECT q.office_code, q.city_code, q.reference_id, t.number, t.name, t.target, t.unit, q.is_former,
    q.actual, q.numerator, q.denominator, q.has_value,
    max(CASE WHEN {_OWN_PAIR} THEN 1 ELSE 0 END) OVER (PARTITION BY q.city_code, q.reference_id) AS pairs,
    {reached(f"({_LEFT})", f"(CASE WHEN {_OWN_PAIR} THEN abs(q.denominator) ELSE 1 END)")} AS is_reached
  FROM ({_GIVEN}) q
  JOIN ({_TARGETS}) t ON t.city_code = q.city_code AND t.reference_id = q.reference_id
) m"""
_TOTAL = f"(CASE WHEN v.denominator < 0 THEN -v.numerator ELSE v.numerator END * {factor('t.unit')})"
_SUMMED = """SELECT o.city_code, o.reference_id,
    max(CASE WHEN o.is_share THEN 1 ELSE 0 END) AS is_share,
    sum(CASE WHEN o.numerator IS NOT NULL AND o.denominator IS NOT NULL THEN o.numerator END) AS numerator,
    sum(CASE WHEN o.numerator IS NOT NULL AND o.denominator IS NOT NULL THEN o.denominator END) AS denominator,
    sum(CASE WHEN NOT o.is_share THEN o.actual END) AS actual,
    count(CASE WHEN NOT o.is_former THEN 1 END) AS linked,
    count(CASE WHEN NOT o.is_former AND o.has_value AND (NOT o.is_share OR o.numerator IS NOT NULL) THEN 1 END)
      AS counted,
    count(CASE WHEN NOT o.is_former AND o.has_value AND o.is_share AND o.numerator IS NULL THEN 1 END) AS left_out,
    count(CASE WHEN NOT o.is_former AND NOT o.has_value THEN 1 END) AS missing,
    count(CASE WHEN o.is_share AND NOT o.is_former AND o.is_met THEN 1 END) AS met,
    count(CASE WHEN o.is_share AND NOT o.is_former AND NOT o.is_met THEN 1 END) AS not_yet,
    count(CASE WHEN o.is_share AND NOT o.is_former AND o.is_met IS NULL THEN 1 END) AS no_data
  FROM {s}office_indicators o
  GROUP BY o.city_code, o.reference_id"""
_REACHED = reached(
    f"(CASE WHEN v.is_share = 1 THEN CASE WHEN v.denominator <> 0 THEN {_TOTAL} END ELSE v.actual END)",
    "(CASE WHEN v.is_share = 1 THEN abs(v.denominator) ELSE 1 END)",
)
INDICATOR_TOTALS = f"""SELECT n.city_code, n.reference_id, n.number, n.name, n.unit, n.target,
  n.numerator, n.denominator, n.actual, n.share_tenths,
  CASE WHEN n.is_reached IS NULL THEN 'no_data' WHEN n.is_reached THEN 'met'
    WHEN n.as_of > n.target_day THEN 'not_met' ELSE 'not_yet' END AS assessment,
  n.met, n.not_yet, n.no_data, n.counted, n.left_out, n.missing, n.offices - n.linked AS unlinked
FROM (
  SELECT t.city_code, t.reference_id, t.number, t.name, t.unit, t.target, t.target_day, t.as_of,
    v.numerator, v.denominator, v.actual,
    CASE WHEN v.is_share = 1 AND v.denominator <> 0 THEN
      CAST(({_TOTAL} * 10 - mod({_TOTAL} * 10, abs(v.denominator))) / abs(v.denominator) AS BIGINT) END AS share_tenths,
    {_REACHED} AS is_reached,
    COALESCE(v.met, 0) AS met, COALESCE(v.not_yet, 0) AS not_yet, COALESCE(v.no_data, 0) AS no_data,
    COALESCE(v.counted, 0) AS counted, COALESCE(v.left_out, 0) AS left_out, COALESCE(v.missing, 0) AS missing,
    COALESCE(v.linked, 0) AS linked, COALESCE(c.offices, 0) AS offices
  FROM ({_TARGETS}) t
  LEFT JOIN ({_SUMMED}) v ON v.city_code = t.city_code AND v.reference_id = t.reference_id
  LEFT JOIN (
    SELECT city_code, count(*) AS offices FROM {{s}}counting_offices GROUP BY city_code
  ) c ON c.city_code = t.city_code
) n"""
