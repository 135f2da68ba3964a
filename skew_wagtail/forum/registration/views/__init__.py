"""Registering, looking at one's own registration, and the organiser's pages."""
