"""The words of a decision that issues a plan: drafted from the plan, editable, remembered for each plan."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from nq57desk import paths
from nq57desk.domain import paper_words as words
from nq57desk.domain.paper_defaults import unit_of
from nq57desk.domain.papers import PaperKind
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import refuse
from nq57desk.usecases import paper_heads
from nq57desk.usecases.changing import writable
from nq57desk.usecases.paper_memory import keep
from nq57desk.usecases.settings_edits import SettingChanged
from nq57desk.workspace import Desk

LONGEST = 20_000
_MOST_SOURCES = 3


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """What a decision says: its subject after "Về việc", the line of authority, the bases, who proposed it ("" for
    nobody), and the articles without their "Điều n."."""

    subject: str
    authority: str
    bases: tuple[str, ...]
    proposed_by: str
    articles: tuple[str, ...]


def decision_words(desk: Desk, *, plan_id: str) -> DecisionWords:
    """The words kept for a plan's decision, else what is drafted from the plan.

    Raises:
        Refused: no such plan.
    """
    plan = _plan(desk, plan_id)
    try:
        kept = json.loads(desk.store.setting(_key(plan_id)) or "{}")
        if kept:
            return DecisionWords(
                str(kept["subject"]),
                str(kept["authority"]),
                tuple(map(str, kept["bases"])),
                str(kept["proposed_by"]),
                tuple(map(str, kept["articles"])),
            )
    except (ValueError, KeyError, TypeError):
        return drafted(desk, plan)
    return drafted(desk, plan)


def keep_decision(desk: Desk, *, plan_id: str, said: DecisionWords | None) -> SettingChanged:
    """Keep a plan's decision; None goes back to what is drafted.

    Raises:
        Refused: read-only, no such plan, or too long.
    """
    writable(desk)
    _plan(desk, plan_id)
    text = "" if said is None else json.dumps(_tidied(said), ensure_ascii=False)
    if len(text) > LONGEST:
        raise refuse("papers.too_long", most=LONGEST)
    return keep(desk, _key(plan_id), text)


def drafted(desk: Desk, plan: Plan) -> DecisionWords:
    """What follows from the plan: usual bases, the documents that its tasks name as their source, usual articles."""
    form = _form()
    memory = paper_heads.head_memory(desk, kind=PaperKind.DECISION)
    unit = " ".join(unit_of(memory.issuing_body)) or memory.issuing_body
    kind, title = what_is_issued(plan)
    named = {"kind": kind, "title": title, "unit": unit}
    named["office"] = memory.issuing_body
    sources = Counter(
        words.one_line(task.source_document).rstrip(".;")
        for task in desk.store.all(Task, plan_id=plan.id)
        if task.source_document.strip()
    )
    named_there = [f"Căn cứ {name}" for name, _ in sources.most_common(_MOST_SOURCES)]
    bases = (*form["bases"], *(base for base in named_there if base not in form["bases"]))
    return DecisionWords(
        subject=form["subject"].format(**named).strip(),
        authority=memory.authority or memory.issuing_body,
        bases=tuple(bases),
        proposed_by="",
        articles=tuple(" ".join(article.format(**named).split()).replace(" .", ".") for article in form["articles"]),
    )


def what_is_issued(plan: Plan) -> tuple[str, str]:
    """The kind and the title of what a decision issues; a plan that came with its own decision is named by itself."""
    kind, title = words.capital(words.one_line(plan.kind).lower()), words.one_line(plan.title)
    said = re.fullmatch(r"(?:Về việc|V/v) ban hành (Kế hoạch|Chương trình) (.+)", title, re.IGNORECASE)
    if kind == "Quyết định" and said is not None:
        return words.capital(said[1].lower()), said[2]
    return kind, lowered(title)


def lowered(title: str) -> str:
    """A title as it stands inside a sentence: its first letter small, unless the word is in capitals throughout."""
    first = title.split(" ", 1)[0]
    return title if len(first) > 1 and first.isupper() else title[:1].lower() + title[1:]


@cache
def _form() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "outlines" / "decision.toml").read_text(encoding="utf-8"))


def _tidied(said: DecisionWords) -> dict[str, Any]:
    return {
        "subject": tidy(said.subject),
        "authority": tidy(said.authority),
        "bases": [line for line in map(tidy, said.bases) if line],
        "proposed_by": tidy(said.proposed_by),
        "articles": [line for line in map(tidy, said.articles) if line],
    }


def _plan(desk: Desk, plan_id: str) -> Plan:
    plan = desk.store.get(Plan, plan_id)
    if plan is None:
        raise refuse("workspace.unknown_plan", id=plan_id)
    return plan


def _key(plan_id: str) -> str:
    return f"papers.decision/{plan_id}"
