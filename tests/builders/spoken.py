"""Finds Vietnamese words that stand in source without going through gettext."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_THROUGH_GETTEXT = ("_", "mark", "ngettext")


def vietnamese(text: str) -> bool:
    """Whether a text has letters that only Vietnamese has."""
    return any(letter in "đĐ" or letter in _MARKS for letter in unicodedata.normalize("NFD", text))


def unspoken(file: Path) -> list[str]:
    """The Vietnamese literals of a module, in order, that are neither handed to gettext nor docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    passed = {id(node) for its in (*_docstrings(tree), *_calls(tree)) for node in ast.walk(its)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in passed
        and vietnamese(node.value)
    ]


def _docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    """Strings that stand alone: docstrings of modules, classes, functions and names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _calls(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _THROUGH_GETTEXT:
            yield from node.args
