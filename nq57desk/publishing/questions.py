"""Ready questions over the published tables as SQL views, with the definitions of the city's own pages.

The same text runs on PostgreSQL, on what speaks its protocol, and on DuckDB over the Parquet files. Nothing in it
interprets words: what a deadline, a target or a period means stands in the tables' columns. What it asks about stands
in the table ``asked``, one row for a city: the period and the day on which it is judged.

The rules are those of :mod:`nq57desk.domain.timeliness`, :mod:`nq57desk.domain.update_rate`,
:mod:`nq57desk.domain.indicator_results`, :mod:`nq57desk.domain.consolidation` and
:mod:`nq57desk.usecases.city_matrix`; a test holds the three against each other. Shares are compared by
cross-multiplication and told in tenths of their unit, cut and never rounded up, as on paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import Timeliness
from nq57desk.publishing.columns import Column, Table, day, sure, text
from nq57desk.publishing.common import CITY
from nq57desk.publishing.questions_indicators import COUNTED_INDICATORS, INDICATOR_TOTALS, OFFICE_INDICATORS

ASKED = Table(
    "asked",
    "Câu hỏi đang đặt",
    "Mỗi thành phố một dòng: kỳ được hỏi và ngày dùng để xét. Lần xuất bản nào cũng ghi lại.",
    (
        CITY,
        sure(text("period", "Kỳ được hỏi", "2026-11, 2026-Q4, …; phải có trong periods")),
        sure(day("as_of", "Ngày xét", "Thay cho ngày hôm nay")),
    ),
    ("city_code",),
)


@dataclass(frozen=True, slots=True)
class View:
    """One question. ``sql`` has ``{s}`` wherever a table or view is named: before it the schema and a point, or ""."""

    name: str
    title: str
    sql: str


_PERIODS = """SELECT p.city_code, p.period, a.as_of, p.year, p.month_number, p.first_month, p.last_month, p.first_day,
  p.due_soon_days, p.update_threshold,
  CASE WHEN p.kind = 'month' THEN p.month_number
    WHEN c.number >= p.year * 12 + p.first_month - 1 AND c.number < p.month_number THEN c.number
    WHEN c.number < p.month_number THEN p.year * 12 + p.first_month - 1
    ELSE p.month_number END AS judged_number
FROM {s}asked a
JOIN {s}periods p ON p.city_code = a.city_code AND p.period = a.period
LEFT JOIN (
  SELECT n.city_code, CASE WHEN t.as_of <= b.city_due_day + 14 THEN b.month_number ELSE n.month_number END AS number
  FROM {s}asked t
  JOIN {s}periods n ON n.city_code = t.city_code AND n.kind = 'month' AND t.as_of BETWEEN n.first_day AND n.last_day
  LEFT JOIN {s}periods b ON b.city_code = n.city_code AND b.kind = 'month' AND b.month_number = n.month_number - 1
) c ON c.city_code = a.city_code"""

_MONTHS = """SELECT m.city_code, m.last_month AS month, m.month_number
FROM {s}asked_periods a
JOIN {s}periods m ON m.city_code = a.city_code AND m.kind = 'month' AND m.year = a.year
  AND m.last_month BETWEEN a.first_month AND a.last_month
WHERE m.first_day <= a.as_of OR a.first_day > a.as_of"""

_COUNTING = """SELECT s.office_code, s.city_code, s.office_name
FROM {s}submissions s
JOIN {s}asked_periods a ON a.city_code = s.city_code AND a.judged_number = s.month_number
WHERE s.is_expected AND s.has_data"""

_FORMER = """SELECT s.office_code, s.city_code
FROM {s}submissions s
JOIN {s}asked_periods a ON a.city_code = s.city_code
WHERE s.is_expected AND s.month_number <= a.judged_number
  AND s.month_number >= a.judged_number - mod(a.judged_number, 12)
GROUP BY s.office_code, s.city_code, a.judged_number
HAVING max(s.month_number) < a.judged_number"""

_TOLD = """SELECT r.office_code, r.city_code, r.task_id, max(r.this_year) AS this_year,
  max(CASE WHEN r.at = 1 THEN r.state END) AS state,
  max(CASE WHEN r.at = 1 THEN r.done_on END) AS done_on,
  max(CASE WHEN r.is_earlier = 1 AND r.at_there = 1 THEN r.state END) AS state_before,
  max(CASE WHEN r.is_earlier = 0 AND r.at_there = 1 THEN r.fit END) AS fit
FROM (
  SELECT u.office_code, u.city_code, u.task_id, u.state, u.done_on, u.is_earlier, u.fit, u.this_year,
    row_number() OVER (PARTITION BY u.office_code, u.city_code, u.task_id ORDER BY u.place DESC) AS at,
    row_number() OVER (PARTITION BY u.office_code, u.city_code, u.task_id, u.is_earlier ORDER BY u.place DESC)
      AS at_there
  FROM (
    SELECT t.office_code, t.city_code, t.task_id, t.state, t.done_on, t.place,
      CASE WHEN t.month_number < a.month_number THEN 1 ELSE 0 END AS is_earlier,
      CASE WHEN t.is_timely AND t.is_complete THEN 1 ELSE 0 END AS fit,
      CASE WHEN t.period_year = a.year THEN 1 ELSE 0 END AS this_year
    FROM {s}task_updates t
    JOIN {s}asked_periods a ON a.city_code = t.city_code
    WHERE t.month_number <= a.month_number AND t.period_year BETWEEN a.year - 2 AND a.year
  ) u
) r
GROUP BY r.office_code, r.city_code, r.task_id"""

_DUTIES = """SELECT t.office_code, t.city_code, t.id, count(*) AS owed, count(u.month_number) AS updated
FROM {s}tasks t
JOIN {s}asked_periods a ON a.city_code = t.city_code AND a.year = t.year
JOIN {s}asked_months m ON m.city_code = t.city_code AND substr(t.owed_months, CAST(m.month AS INTEGER), 1) = '1'
LEFT JOIN (
  SELECT DISTINCT office_code, city_code, task_id, month_number FROM {s}task_updates
) u ON u.office_code = t.office_code AND u.city_code = t.city_code AND u.task_id = t.id
  AND u.month_number = m.month_number
GROUP BY t.office_code, t.city_code, t.id"""

_JUDGED = """SELECT j.office_code, j.city_code, j.year, j.id, j.reference_id, j.number, j.name, j.lead, j.deadline,
  j.state,
  CASE WHEN j.deadline_recurrence IS NOT NULL AND (j.state IN ('stopped', 'done') OR d.owed IS NULL) THEN 'duty_done'
    WHEN j.deadline_recurrence IS NOT NULL THEN CASE WHEN d.owed = d.updated THEN 'duty_done' ELSE 'duty_missing' END
    WHEN j.state = 'stopped' OR j.deadline_last_day IS NULL THEN 'no_deadline'
    WHEN j.state = 'done' THEN CASE WHEN j.done_on > j.deadline_last_day THEN 'done_late' ELSE 'done_in_time' END
    WHEN j.as_of > j.deadline_last_day THEN 'late'
    WHEN j.deadline_last_day - j.as_of <= j.due_soon_days THEN 'due_soon'
    ELSE 'in_time' END AS timeliness,
  CASE WHEN j.deadline_recurrence IS NOT NULL OR j.state = 'stopped' THEN NULL
    WHEN j.state = 'done' THEN j.deadline_last_day - j.done_on
    ELSE j.deadline_last_day - j.as_of END AS days,
  j.is_asked, j.is_updated
FROM (
  SELECT t.office_code, t.city_code, t.year, t.id, t.reference_id, t.number, t.name, t.lead, t.deadline,
    t.deadline_recurrence, t.deadline_last_day, a.as_of, a.due_soon_days, w.done_on,
    CASE WHEN w.state IS NULL THEN 'not_started'
      WHEN t.deadline_recurrence IS NOT NULL AND w.state <> 'done' AND w.this_year = 0 THEN 'not_started'
      ELSE w.state END AS state,
    w.state IS NULL OR (w.state <> 'stopped' AND COALESCE(w.state_before, '') NOT IN ('done', 'stopped')) AS is_asked,
    COALESCE(w.fit, 0) = 1 AS is_updated
  FROM {s}tasks t
  JOIN {s}asked_periods a ON a.city_code = t.city_code AND a.year = t.year
  JOIN {s}counting_offices c ON c.office_code = t.office_code AND c.city_code = t.city_code
  LEFT JOIN {s}told_tasks w ON w.office_code = t.office_code AND w.city_code = t.city_code AND w.task_id = t.id
  WHERE NOT t.is_group
) j
LEFT JOIN {s}duties d ON d.office_code = j.office_code AND d.city_code = j.city_code AND d.id = j.id"""


def _count(name: str, condition: str) -> str:
    return f"count(CASE WHEN {condition} THEN 1 END) AS {name}"


def _words(column: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{one}'" for one in words)
    return f"{column} IN ({listed})"


_DATED = _words("j.timeliness", ("in_time", "due_soon", "late", "done_in_time", "done_late"))
_COUNTS = ",\n  ".join(
    (
        "count(j.id) AS total",
        *(_count(f"state_{one.value}", f"j.state = '{one.value}'") for one in State),
        *(_count(str(one.value), f"j.timeliness = '{one.value}'") for one in Timeliness),
        _count("done_undated", f"j.state = 'done' AND NOT {_DATED}"),
        _count("overdue", _words("j.timeliness", ("late", "done_late"))),
        _count("dated", _DATED),
        _count("updated", "j.is_asked AND j.is_updated"),
        _count("asked", "j.is_asked"),
    )
)
_OFFICE_COUNTS = (
    """SELECT c.office_code, c.city_code, c.office_name,
  """
    + _COUNTS
    + """
FROM {s}counting_offices c
LEFT JOIN {s}judged_tasks j ON j.office_code = c.office_code AND j.city_code = c.city_code
GROUP BY c.office_code, c.city_code, c.office_name"""
)
_CITY_COUNTS = (
    """SELECT j.city_code,
  """
    + _COUNTS
    + """
FROM {s}judged_tasks j
GROUP BY j.city_code"""
)
_REFERENCE_COUNTS = (
    """SELECT r.id AS reference_id, r.city_code, r.number, r.name, count(DISTINCT j.office_code) AS offices,
  """
    + _COUNTS
    + """
FROM {s}reference_list r
JOIN {s}asked_periods a ON a.city_code = r.city_code AND a.year = r.year
LEFT JOIN {s}judged_tasks j ON j.city_code = r.city_code AND j.reference_id = r.id
WHERE r.row_kind = 'task'
GROUP BY r.id, r.city_code, r.number, r.name"""
)
_RATES = """SELECT o.office_code, o.city_code, o.office_name, o.updated, o.asked, a.update_threshold AS threshold,
  CASE WHEN o.asked > 0 THEN
    CAST((o.updated * 1000 - mod(o.updated * 1000, o.asked)) / o.asked AS BIGINT) END AS tenths,
  CASE WHEN o.updated * 100 >= o.asked * a.update_threshold THEN 0 ELSE
    CAST((o.asked * a.update_threshold + 99 - mod(o.asked * a.update_threshold + 99, 100)) / 100 AS BIGINT) - o.updated
    END AS needed,
  o.updated * 100 >= o.asked * a.update_threshold AS is_reached
FROM {s}office_counts o
JOIN {s}asked_periods a ON a.city_code = o.city_code"""

_MISSING = """SELECT s.office_code, s.city_code, s.office_name, s.period,
  CASE WHEN s.state = 'rejected' THEN 'rejected' WHEN a.as_of > s.due_day THEN 'missing' ELSE 'not_due' END AS state,
  s.due_day,
  CASE WHEN a.as_of > s.due_day THEN a.as_of - s.due_day ELSE 0 END AS days_over,
  COALESCE(y.timely, 0) AS timely, COALESCE(y.asked, 0) AS asked
FROM {s}submissions s
JOIN {s}asked_periods a ON a.city_code = s.city_code AND a.month_number = s.month_number
LEFT JOIN (
  SELECT k.office_code, k.city_code, k.year, count(CASE WHEN k.is_in_time THEN 1 END) AS timely, count(*) AS asked
  FROM {s}submissions k
  JOIN {s}asked_periods b ON b.city_code = k.city_code AND b.year = k.year
  WHERE (k.is_collected OR k.month_number >= b.month_number) AND k.is_expected AND (k.due_day < b.as_of OR k.has_data)
  GROUP BY k.office_code, k.city_code, k.year
) y ON y.office_code = s.office_code AND y.city_code = s.city_code AND y.year = s.year
WHERE s.is_expected AND s.state IN ('awaited', 'rejected')"""

VIEWS: tuple[View, ...] = (
    View("asked_periods", "Kỳ được hỏi, với tháng mà gói được tính", _PERIODS),
    View("asked_months", "Các tháng đã bắt đầu của kỳ được hỏi", _MONTHS),
    View("counting_offices", "Đơn vị có số liệu trong kỳ: chỉ các đơn vị này được tính", _COUNTING),
    View("former_offices", "Đơn vị đã hết hiệu lực trong năm: lượng của các tháng trước vẫn cộng vào", _FORMER),
    View("told_tasks", "Cập nhật mới nhất của mỗi nhiệm vụ tính đến kỳ", _TOLD),
    View("duties", "Nhiệm vụ lặp lại: số tháng phải cập nhật và đã cập nhật", _DUTIES),
    View("judged_tasks", "Mỗi nhiệm vụ: trạng thái, đúng hạn hay quá hạn, quy tắc 90%", _JUDGED),
    View("late_tasks", "Nhiệm vụ quá hạn", "SELECT * FROM {s}judged_tasks WHERE timeliness = 'late'"),
    View("done_in_time", "Hoàn thành đúng hạn", "SELECT * FROM {s}judged_tasks WHERE timeliness = 'done_in_time'"),
    View("done_late", "Hoàn thành quá hạn", "SELECT * FROM {s}judged_tasks WHERE timeliness = 'done_late'"),
    View("office_counts", "Số nhiệm vụ theo đơn vị", _OFFICE_COUNTS),
    View("city_counts", "Số nhiệm vụ của cả thành phố", _CITY_COUNTS),
    View("reference_counts", "Số nhiệm vụ theo danh mục thành phố", _REFERENCE_COUNTS),
    View("update_rates", "Quy tắc 90% theo đơn vị", _RATES),
    View("counted_indicators", "Số liệu được tính của mỗi chỉ tiêu và đơn vị", COUNTED_INDICATORS),
    View("office_indicators", "Chỉ tiêu theo đơn vị: đạt hay chưa", OFFICE_INDICATORS),
    View("indicator_totals", "Chỉ tiêu của cả thành phố: tổng tử trên tổng mẫu, đạt hay chưa", INDICATOR_TOTALS),
    View("missing_offices", "Đơn vị chưa có số liệu của tháng", _MISSING),
)
"""In an order in which each only reads what stands before it."""


def created(schema: str = "") -> tuple[str, ...]:
    """The statements that create every view; ``schema`` is its quoted name, "" where none is named."""
    prefix = f"{schema}." if schema else ""
    return tuple(f"CREATE VIEW {prefix}{one.name} AS\n{one.sql.format(s=prefix)}" for one in VIEWS)


def asked_columns() -> tuple[Column, ...]:
    """The columns of the one table that a reader of the files makes for himself."""
    return ASKED.columns
