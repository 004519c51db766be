"""How much a file from outside may demand before anything of it is unpacked.

A large ward's plan year (2,000 tasks with twelve updates each) is about 12 MiB of JSON Lines and
2 MiB packed, so these limits are far above honest files and far below what would fill a machine.
"""

from __future__ import annotations

MIB = 1 << 20

FILE_BYTES = 64 * MIB
"""A bundle or card as it lies on the disk."""
CARD_BYTES = 4 * MIB
ASSIGNMENT_BYTES = 16 * MIB
"""An assignment: 2,000 rows with long wordings are about 4 MiB."""
ASSIGNMENT_ROWS = 20_000
"""Rows in each list of an assignment."""
UNPACKED_BYTES = 256 * MIB
"""All members of a payload together."""
MEMBERS = 512
EVIDENCE_FILES = 400
EVIDENCE_BYTES = 48 * MIB
"""All evidence files of one bundle together; they lie in it as they are, not packed."""
NAME_BYTES = 100
RATIO = 200
"""Unpacked to packed, above the first MiB: JSON Lines reach about 30, a bomb 1,000."""
MANIFEST_BYTES = 4 * MIB
SIGNATURE_BYTES = 16 << 10
LINE_BYTES = MIB
DEPTH = 8
"""Nesting of JSON; our own records need three."""
