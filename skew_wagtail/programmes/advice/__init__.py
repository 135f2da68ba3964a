"""Advice (Beratung): what a municipality offers, whom to ask about which topic, and requests that come in by a form."""
