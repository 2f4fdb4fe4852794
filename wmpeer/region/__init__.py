"""Authorities, cycles, people, interests, the tracker."""
