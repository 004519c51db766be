"""Assignments in the exchange's state machine: issued, lost, corrected, taken late, again and at both computers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from nq57desk.domain.assigned_rows import Decision
from nq57desk.domain.plan import Origin, Task
from nq57desk.usecases import assigning, assignment_taking
from nq57desk.usecases.assignment_orders import Order
from nq57desk.usecases.assignment_preview import AssignmentPreview, Choice, preview
from tests.builders import programme
from tests.bundle import offices
from tests.usecases.city_machine_world import WARDS, World, tried

LATER, STALE = "later", "assignment.stale"


@dataclass
class Assignments:
    """What the city issued so far: file, ward and number, whether it arrives or not."""

    world: World
    issued: list[tuple[Path, str, int]] = field(default_factory=list)

    def issue(self, which: int, ward: str, *, withdraw: bool) -> None:
        """The city gives or withdraws one of its tasks, to one ward."""
        task = programme.TASKS[which % len(programme.TASKS)]
        order = Order(tasks=(task.id,), offices=(ward,))
        if withdraw:
            order = Order(withdraw=(task.id,), reason="Đã thay", offices=(ward,))
        folder = self.world.folder / "assigned" / f"{len(self.issued):03}"
        code, made = tried(lambda: assigning.issue(self.world.city, order=order, folder=folder))
        if made is None:
            assert withdraw, code
            return
        self.issued += [(one.file, one.assignment.office, one.assignment.number) for one in made.files]

    def correct(self, which: int) -> None:
        """The city changes the words of one of its tasks; the next file says so."""
        task = programme.TASKS[which % len(programme.TASKS)]
        offices.change(self.world.city, replace(task, name=self.world.fresh("")))

    def take(self, place: tuple[int, int], at: int, way: str) -> None:
        """A computer takes any of the files for its ward; rows are added, linked with an own one, or left for later."""
        mine = [one for one in self.issued if one[1] == WARDS[place[0]]]
        if mine:
            self._take(place, mine[at % len(mine)][0], way)

    def _take(self, place: tuple[int, int], file: Path, way: str) -> None:
        desk = self.world.computers[place].desk
        code, found = tried(lambda: preview(desk, path=file))
        if found is None:
            assert code == STALE
            return
        before = _answers(desk.store.all(Task))
        with self.world.noted(place):
            assignment_taking.take(desk, preview=found, decisions=_decided(found, way))
        now = _answers(desk.store.all(Task))
        assert all(many == 1 or many <= before.get(city_id, 0) for city_id, many in now.items())

    def take_newest(self) -> None:
        """Every computer takes its ward's last file and adds what waits; then each row given has its answer."""
        for place, one in self.world.computers.items():
            mine = [(number, file) for file, ward, number in self.issued if ward == one.ward]
            if mine:
                self._take(place, max(mine)[1], str(Decision.ADD))
                found = preview(one.desk, path=max(mine)[1])
                assert found.waiting == ()
                assert {row.said.id for row in found.rows} <= _answers(one.desk.store.all(Task)).keys()


def _decided(found: AssignmentPreview, way: str) -> dict[tuple[str, str], Choice]:
    if way == LATER:
        return {}
    free = [row.id for row in found.own if isinstance(row, Task) and row.origin is Origin.OWN and row.id[0] == "t"]
    chosen = {}
    for row in found.waiting:
        link = way == str(Decision.LINK) and free
        chosen[row.key] = Choice(Decision.LINK, free.pop(0)) if link else Choice(Decision.ADD)
    return chosen


def _answers(tasks: list[Task]) -> dict[str, int]:
    """How many live rows bear each of the city's ids."""
    found: dict[str, int] = {}
    for task in tasks:
        if task.assigned_id:
            found[task.assigned_id] = found.get(task.assigned_id, 0) + 1
    return found
