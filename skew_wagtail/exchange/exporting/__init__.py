"""Giving profiles out, and the empty spreadsheet for contractors."""
