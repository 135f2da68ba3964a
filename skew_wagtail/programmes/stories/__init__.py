"""Stories of good practice: what municipalities learned, for others who want to do the same."""
