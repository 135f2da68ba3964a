"""How municipalities are chosen (Auswahl): who reviews, points, ranking, decisions and their letters."""
