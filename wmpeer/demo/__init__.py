"""The demonstration: a fictional region's workspace, built from files that travel with the program."""
