"""Registration for events (Anmeldung): seats, waiting list, letters, the organiser's lists."""
