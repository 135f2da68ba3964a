"""Whom an inventory looks for, whom it interviewed, and what became of it."""
