"""What clerks do in the exchange's state machine: one small edit of a ward's own rows at a time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from nq57desk.domain.plan import Origin, Task
from tests.usecases.city_machine_world import GOALS, TASKS, World


def edited(world: World, place: tuple[int, int], what: str, at: int, month: str, word: str) -> None:
    """Do one edit, where there is anything to do it to; ``word`` "" stands for a new one."""
    tasks = world.tasks(place)
    text = world.fresh(word)
    if what == "add":
        world.put(place, Task(f"t{100 + world.count}", "p1", "a1", name=text, lead="Phòng A"), "name")
    elif what == "measure":
        value = world.monthly(place, GOALS[at % len(GOALS)], month)
        world.put(place, replace(value, actual=Decimal(at)), "actual")
    elif what == "bring back":
        gone = [task for task in TASKS if task.id not in {one.id for one in tasks}]
        if gone:
            world.bring_back(place, replace(gone[at % len(gone)], name=text))
    elif tasks:
        _to_task(world, place, what, tasks[at % len(tasks)], month, text)


def _to_task(world: World, place: tuple[int, int], what: str, task: Task, month: str, text: str) -> None:
    if what == "name" and task.origin is Origin.OWN:
        world.put(place, replace(task, name=text), "name")
    elif what in ("name", "lead"):
        world.put(place, replace(task, lead=text), "lead")
    elif what == "report":
        update = world.monthly(place, task, month)
        world.put(place, replace(update, percent=len(text) * 10, result=text), "percent", "result")
    elif what == "drop":
        world.drop(place, task, *world.children(place, task))
    elif updates := world.children(place, task):
        world.drop(place, updates[0])
