"""NQ57 Desk: the plan of a ward, commune or special zone, from its own Word appendix to the signed file.

Map of the house (nothing points up)::

    gui (PySide6)   cli (argparse)
         └────────┬────────┘
               usecases                 one public function per intention
     ┌─────────┬──┴──────┬─────────┐
 importing  documents  bundle    store  four siblings that never import each other
     └─────────┴──┬──────┴─────────┘
                domain                  plans, deadlines, progress: no clock, no disk, no language, no Qt

Anyone but ``domain`` may also use the base modules ``errors``, ``monitor``, ``paths``, ``wording``,
``sentences`` and ``logs``; ``settings``, ``workspace`` and ``crash`` stand beside ``usecases``.

Two ideas carry the rest: whatever would alter an office's data is first a
:class:`nq57desk.domain.changes.ChangeSet`, and whatever leaves as paper is first a
:class:`nq57desk.documents.layout.Layout`.
"""

__version__ = "0.8.0"
