"""`stats`: counting what fires on past complaints, and the report."""
