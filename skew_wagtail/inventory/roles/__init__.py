"""The three roles (Rollen): groups of Wagtail's own, made by a command."""
