"""Views for visitors who answer a call."""
