"""Limits on a process that reads what somebody else has made: memory, CPU time, no core files, no files written."""
