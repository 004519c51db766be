"""Real plans lie beside the project where they lie at all; without them nothing here is collected."""

from __future__ import annotations

from pathlib import Path

from tests.builders.office_program import SOFFICE

PLANS = Path(__file__).parents[2].parent / "shared" / "plans"

collect_ignore_glob = ([] if SOFFICE else ["test_office_*.py"]) if PLANS.is_dir() else ["test_*.py"]
