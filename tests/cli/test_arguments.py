"""What the command line says of itself and of wrong arguments: Vietnamese, whatever the command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from nq57desk.cli.main import understand
from nq57desk.cli.tree import parser

_ENGLISH = ("usage", "positional", "options", "show this", "error", "invalid", "required", "expected", "argument")


def commands(under: argparse.ArgumentParser, *words: str) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    yield words, under
    for action in under._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, one in action.choices.items():
                yield from commands(one, *words, name)


def test_the_help_of_every_command_is_vietnamese() -> None:
    seen = 0
    for words, one in commands(parser()):
        shown = one.format_help()
        assert not [english for english in _ENGLISH if english in shown.casefold()], words
        assert "in hướng dẫn này rồi thôi" in shown
        seen += 1
    assert seen > 50


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["tasks", "extra"], "không hiểu: extra"),
        (["paper"], "còn thiếu: KIND|list"),
        (["song"], "LỆNH: không có 'song'; chọn một trong: "),
        (["--as-of", "2026-99-01", "check"], "--as-of: không hiểu giá trị '2026-99-01'"),
        (["progress", "set", "x", "--period", "2026-11", "--state", "foo"], "--state: không hiểu giá trị 'foo'"),
        (["tasks", "--period"], "--period: cần một giá trị đi sau"),
        (["city", "enrol"], "còn thiếu: CARD"),
        (["tasks", "--late=1"], "--late: không nhận giá trị '1'"),
    ],
)
def test_wrong_arguments_are_told_in_vietnamese(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        understand(arguments)
    printed = capsys.readouterr()
    assert (ended.value.code, printed.out) == (2, "")
    assert told in printed.err
    assert not [english for english in _ENGLISH if english in printed.err.casefold()]
