"""Accessible PDFs from plain data, for brochures, letters and forms; needs the extra ``skew-wagtail[pdf]``."""
