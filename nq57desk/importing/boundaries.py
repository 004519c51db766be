"""The limits that the child process sets for itself before it touches a file, on each system its own way.

POSIX: resource limits of memory, processor time, core files and written files. Windows: a job object that the child
puts itself into (memory and time; the system then ends it).
"""

from __future__ import annotations

import sys

from nq57desk.importing.limits import Limits

_WRITTEN_BYTES = 2 * 1024 * 1024 * 1024

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED_LIMITS = 9
    _PROCESS_MEMORY = 0x100
    _PROCESS_TIME = 0x2
    _ONE_PROCESS = 0x8
    _TICKS = 10_000_000

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("Basic", _Basic),
            ("IoCounters", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def set_boundaries(limits: Limits) -> None:
        """Bound this process by the limits' memory and seconds.

        Raises:
            OSError: the system does not allow it.
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        wanted = _Extended()
        wanted.Basic.LimitFlags = _PROCESS_MEMORY | _PROCESS_TIME | _ONE_PROCESS
        wanted.Basic.ActiveProcessLimit = 1
        wanted.Basic.PerProcessUserTimeLimit = int(limits.seconds * _TICKS)
        wanted.ProcessMemoryLimit = limits.memory_bytes
        job = kernel.CreateJobObjectW(None, None)
        size = ctypes.sizeof(wanted)
        if not job or not kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(wanted), size):
            raise ctypes.WinError(ctypes.get_last_error())
        if not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()):
            raise ctypes.WinError(ctypes.get_last_error())

else:
    import resource

    def set_boundaries(limits: Limits) -> None:
        """Bound this process by the limits' memory and seconds.

        Raises:
            OSError, ValueError: the system does not allow it.
        """
        _bound(resource.RLIMIT_AS, limits.memory_bytes)
        _bound(resource.RLIMIT_CPU, max(int(limits.seconds), 1))
        _bound(resource.RLIMIT_CORE, 0)
        _bound(resource.RLIMIT_FSIZE, _WRITTEN_BYTES)

    def _bound(kind: int, most: int) -> None:
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, hard))
