"""The mapping screen: what the columns of a table are, said on the table itself."""
