"""Networks of the frameworks, traced, and written as native files."""
