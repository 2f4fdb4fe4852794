"""Workbooks and capture sheets."""
