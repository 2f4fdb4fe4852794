"""The workspace file: open, keys, transactions, backup, migration."""
