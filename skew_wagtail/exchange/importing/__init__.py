"""Bringing spreadsheets in: from a file's rows to a plan, and from the plan to profiles."""
