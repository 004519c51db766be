"""Our files in other people's programs; where those are not installed nothing here is collected."""

from __future__ import annotations

from tests.builders.office_program import SOFFICE

collect_ignore_glob = [] if SOFFICE else ["test_*.py"]
