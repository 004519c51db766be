"""What the clerk types while the disk fails."""

from __future__ import annotations

TEXTS = ("Đã ban hành quyết định phân công", "Đã tập huấn 02 lớp")
