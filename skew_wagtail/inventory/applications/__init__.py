"""How an inventory begins: the application (Antrag) of a municipality, the suggestion (Anregung) of civil society."""
