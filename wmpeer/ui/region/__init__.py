"""The coordinator's morning: where every authority stands, what comes next, and taking documents in."""
