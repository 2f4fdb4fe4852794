"""The command line: batches, scripts and checks. It calls the same actions as the window."""
