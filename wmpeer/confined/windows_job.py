"""A Windows job object around the worker process, by ctypes: memory, CPU time, and an end with ours."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from wmpeer.confined.limits import CPU_SECONDS, MEMORY_BYTES


class WindowsJob:
    """A job object around the worker: its memory, its CPU time, and its end with ours. Does nothing on other systems."""

    _PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY, _NO_DIALOG, _END_WITH_US = 0x2, 0x8, 0x100, 0x400, 0x2000
    _EXTENDED_LIMITS, _ACCOUNTING = 9, 1

    def __init__(self, process_handle: int) -> None:
        self._job: Any = None
        self._kernel: Any = None
        if sys.platform == "win32":
            self._open(process_handle)

    def _open(self, process_handle: int) -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p)
        kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
        kernel.QueryInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p)
        kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
        self._kernel = kernel
        self._job = kernel.CreateJobObjectW(None, None)
        if not self._job:
            raise OSError(ctypes.get_last_error(), "CreateJobObject")  # type: ignore[attr-defined,unused-ignore]
        self.allow_cpu()
        if not kernel.AssignProcessToJobObject(self._job, process_handle):
            raise OSError(ctypes.get_last_error(), "AssignProcessToJobObject")  # type: ignore[attr-defined,unused-ignore]

    def allow_cpu(self, seconds: int = CPU_SECONDS) -> None:
        """From now on the worker may use *seconds* more."""
        if self._job is None:
            return
        limits = _ExtendedLimits()
        basic = limits.basic
        basic.flags = self._PROCESS_TIME | self._ACTIVE_PROCESS | self._PROCESS_MEMORY | self._NO_DIALOG | self._END_WITH_US
        basic.process_time = self._used() + seconds * 10_000_000
        basic.active_processes = 2  # the launcher of a virtual environment is a process of its own
        limits.process_memory = MEMORY_BYTES
        if not self._kernel.SetInformationJobObject(self._job, self._EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)):
            raise OSError(ctypes.get_last_error(), "SetInformationJobObject")  # type: ignore[attr-defined,unused-ignore]

    def _used(self) -> int:
        """User time so far, in units of 100 ns."""
        numbers = _Accounting()
        self._kernel.QueryInformationJobObject(self._job, self._ACCOUNTING, ctypes.byref(numbers), ctypes.sizeof(numbers), None)
        return int(numbers.total_user_time)

    def close(self) -> None:
        if self._job is not None:
            self._kernel.CloseHandle(self._job)
            self._job = None


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION"""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION"""

    _fields_ = (
        ("basic", _BasicLimits),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class _Accounting(ctypes.Structure):
    """JOBOBJECT_BASIC_ACCOUNTING_INFORMATION"""

    _fields_ = (
        ("total_user_time", ctypes.c_int64),
        ("total_kernel_time", ctypes.c_int64),
        ("period_user_time", ctypes.c_int64),
        ("period_kernel_time", ctypes.c_int64),
        ("page_faults", ctypes.c_uint32),
        ("processes", ctypes.c_uint32),
        ("active_processes", ctypes.c_uint32),
        ("terminated_processes", ctypes.c_uint32),
    )
