"""What a disk, a stick or a network folder did, in a person's words instead of the system's."""

from __future__ import annotations

import errno

from nq57desk.errors import Refused, refuse
from nq57desk.wording import _, mark

SENTENCES: dict[str, str] = {
    "disk.failed": mark(
        "Việc vừa làm chưa xong vì ổ đĩa: {reason}. Dữ liệu đã lưu còn nguyên. Xem lại chỗ trống và quyền ghi của ổ "
        "đĩa hệ thống và thư mục đang dùng, rồi làm lại."
    ),
    "reading.no_scratch": mark(
        "Chưa đọc được tệp “{name}”: thư mục tạm của máy không ghi được ({reason}). Chưa nhập gì, dữ liệu đã có không "
        "đổi. Giải phóng chỗ trống trên ổ hệ thống rồi thử lại."
    ),
}

_FULL = mark("ổ đĩa đã đầy")
_LOCKED = mark("tệp đang được chương trình khác mở; đóng chương trình đó lại")
_READ_ONLY = mark("nơi này chỉ cho đọc (USB có thể đang gạt nút khóa ghi)")
_GONE = mark("ổ đĩa hoặc USB không trả lời, có thể đã bị rút")
_NETWORK = mark("thư mục mạng không trả lời")
_LONG = mark("tên hoặc đường dẫn quá dài; chọn thư mục ngắn hơn")
_NO_FOLDER = mark("không thấy thư mục này; ổ hoặc USB có thể đã bị rút")
_NO_FILE = mark("không thấy tệp này; ổ hoặc USB có thể đã bị rút")
_NO_SCRATCH = mark("không ghi được vào thư mục tạm nào của máy")
_IS_FOLDER = mark("đây là một thư mục, không phải tệp")
_NO_RIGHT = mark("không có quyền ghi ở đây, hoặc tệp đang được chương trình khác mở")
_BAD_NAME = mark('nơi này không nhận tên như vậy; bỏ các dấu \\ / : * ? " < > | trong tên')

_REASONS = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", -1): mark("đã dùng hết phần ổ đĩa được cấp"),
    errno.EFBIG: mark("tệp lớn hơn mức nơi này nhận được (USB định dạng FAT32 chỉ nhận tệp dưới 4 GB)"),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: _READ_ONLY,
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EIO: _GONE,
    errno.ENXIO: _GONE,
    errno.ENODEV: _GONE,
    errno.EBADF: _GONE,
    errno.ENAMETOOLONG: _LONG,
    errno.EILSEQ: _BAD_NAME,
    errno.EINVAL: _BAD_NAME,
    errno.EISDIR: mark("ở đó đã có một thư mục trùng tên"),
    errno.EEXIST: mark("ở đó đã có một tệp trùng tên"),
    errno.EBUSY: _LOCKED,
    getattr(errno, "ETXTBSY", -2): _LOCKED,
    errno.ETIMEDOUT: _NETWORK,
    errno.ENETUNREACH: _NETWORK,
    errno.EHOSTUNREACH: _NETWORK,
    errno.ENOTCONN: _NETWORK,
    getattr(errno, "ESTALE", -3): _NETWORK,
    getattr(errno, "EHOSTDOWN", -4): _NETWORK,
    errno.EMFILE: mark("máy đang mở quá nhiều tệp; đóng bớt chương trình"),
    errno.ENOMEM: mark("máy hết bộ nhớ; đóng bớt chương trình"),
}
_WINDOWS = {
    3: _NO_FOLDER,
    15: _GONE,
    19: _READ_ONLY,
    21: _GONE,
    32: _LOCKED,
    33: _LOCKED,
    39: _FULL,
    53: _NETWORK,
    59: _NETWORK,
    64: _NETWORK,
    67: _NETWORK,
    112: _FULL,
    123: _BAD_NAME,
    206: _LONG,
    1117: _GONE,
    1167: _GONE,
}
"""Codes of the Windows system itself, which Python's errno tells less well."""


_OF_THE_DISK = frozenset(
    (
        errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.ENXIO, errno.ENODEV, errno.EFBIG,
        errno.EBUSY, errno.ETIMEDOUT, errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENOTCONN, errno.ENAMETOOLONG,
        *(getattr(errno, name) for name in ("EDQUOT", "ESTALE", "EHOSTDOWN", "ETXTBSY") if hasattr(errno, name)),
    )
)  # fmt: skip
"""What is a matter of the disk wherever it happens; a file that is missing may be a fault of ours."""


def as_refusal(error: OSError) -> Refused | None:
    """What the disk did where nobody expected it, as something to be told; None where it may be a fault of ours."""
    known = getattr(error, "winerror", None) in _WINDOWS or error.errno in _OF_THE_DISK or _without_scratch(error)
    return refuse("disk.failed", reason=why(error)) if known else None


def _without_scratch(error: OSError) -> bool:
    """Whether none of the machine's temporary folders can be written: Python has no number of its own for that."""
    return error.errno == errno.ENOENT and "temporary directory" in str(error.strerror)


def why_unread(error: OSError) -> str:
    """As ``why``, where a file was to be read: it is missing or a folder, not in the way."""
    told = {errno.ENOENT: _NO_FILE, errno.EISDIR: _IS_FOLDER}.get(error.errno or 0)
    return _(told) if told else why(error)


def why(error: OSError) -> str:
    """The reason in the language in use; what is not known stands as the system says it."""
    if _without_scratch(error):
        return _(_NO_SCRATCH)
    told = _WINDOWS.get(getattr(error, "winerror", None) or 0) or _REASONS.get(error.errno or 0)
    return _(told) if told else str(error.strerror or error)
