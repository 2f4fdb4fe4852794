"""Setting up, behind the cycle's name: single columns, section by section."""
