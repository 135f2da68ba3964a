"""Both forms for visitors, and what is done with them in the admin."""
