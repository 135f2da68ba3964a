"""The form for visitors, and work on requests in the admin."""
