"""What four municipalities tell of what they learned. They are invented, as all names are."""

from typing import Any

INDEX = (
    "<p>Wie haben es andere gemacht? Vier Kommunen erzählen, womit sie angefangen haben, was ihnen half und was sie "
    "heute anders machen würden. Filtern Sie nach der Größe: Was in einer Großstadt gelingt, passt nicht in jedes "
    "Dorf.</p>"
)

MOORWIEK: dict[str, Any] = {
    "title": "Ein Dorf lädt an einen Tisch",
    "slug": "ein-tisch",
    "summary": "Sechs Vereine, eine Kirchengemeinde und keine eigene Stelle: wie ein Runder Tisch trotzdem bleibt.",
    "start_year": 2023,
    "situation": (
        "<p>In den Häusern am Deich wohnten achtzig Menschen aus vier Ländern. Wer helfen wollte, half allein. Im "
        "Rathaus arbeiten elf Menschen; eine Stelle für Integration gibt es nicht.</p>"
    ),
    "measures": (
        "<p>Die Gemeinde lud alle, die sie kannte, zu einem Abendessen ein, und bat jeden Gast, noch jemanden "
        "mitzubringen. Seither trifft sich der Tisch alle acht Wochen, reihum bei einem der Vereine. Das Rathaus "
        "schreibt auf, was vereinbart wurde, mehr nicht.</p>"
    ),
    "results": (
        "<ul><li>Sieben Gruppen sind geblieben, zwei davon gab es vorher nicht.</li>"
        "<li>Fahrten zum Sprachkurs in der Kreisstadt, seit 2024 jede Woche</li>"
        "<li>Ein Acker, den drei Familien und der Landfrauenverein gemeinsam bestellen</li></ul>"
    ),
    "helped": "<p>Essen. Und dass die Bürgermeisterin beim ersten Mal selbst aufgetischt hat.</p>",
    "difficult": (
        "<p>Der erste Termin lag am Vormittag; da arbeiten die meisten. Und ohne Dolmetschen redeten am Anfang nur "
        "die, die ohnehin viel reden.</p>"
    ),
    "tips": (
        "<p>Fangen Sie klein an und laden Sie zweimal ein. Beim zweiten Mal kommen die, die beim ersten Mal nicht "
        "wussten, ob sie gemeint sind.</p>"
    ),
    "costs": "Etwa 900 Euro im Jahr für Essen und Fahrten, aus dem Haushalt der Gemeinde",
    "partners": "Landfrauenverein, Kirchengemeinde, Sportverein, Kulturverein Brücke",
    "office": "Gemeinde Moorwiek, Bürgerbüro",
    "office_email": "buergerbuero@moorwiek.example",
    "alt_text": "Gezeichneter Tisch mit acht Stühlen und vier Schüsseln",
    "credit": "Zeichnung: Gemeinde Moorwiek",
}
KRONWALDE: dict[str, Any] = {
    "title": "Die Küche des Rathauses kauft anders ein",
    "slug": "fairer-einkauf",
    "summary": "Vom Kaffee bis zur Arbeitskleidung: wie eine Stadt mit dem Weltladen ihre Einkäufe umgestellt hat.",
    "start_year": 2021,
    "end_year": 2024,
    "situation": (
        "<p>Der Rat hatte beschlossen, fair einzukaufen. Zwei Jahre später war im ganzen Haus ein einziges Produkt "
        "umgestellt: der Kaffee im Sitzungssaal.</p>"
    ),
    "measures": (
        "<p>Drei Abende lang saßen Einkauf, Küche und Bauhof mit dem Weltladen zusammen, und zwei Frauen aus einem "
        "Verein, die selbst auf Plantagen gearbeitet haben, erzählten davon. Danach nahm sich jede Abteilung eine "
        "Ware im Jahr vor.</p>"
    ),
    "results": "<p>Elf Warengruppen, darunter Warnwesten und Fußbälle für die Schulen.</p>",
    "helped": "<p>Fertige Sätze für Ausschreibungen, von anderen Städten abgeschrieben – mit deren Erlaubnis.</p>",
    "difficult": "<p>Niemand im Haus wusste, wer was bestellt. Diese Liste dauerte länger als alles danach.</p>",
    "tips": "<p>Beginnen Sie mit dem, was man sieht. Über die neuen Bälle sprach die ganze Stadt.</p>",
    "costs": "Im ersten Jahr 4 Prozent mehr, seither kaum ein Unterschied",
    "partners": "Weltladen Kronwalde, Frauenverein Morgenröte",
    "office": "Stadt Kronwalde, Zentrale Beschaffung",
    "office_email": "beschaffung@kronwalde.example",
}
HOHENLINDE: dict[str, Any] = {
    "title": "Ein Landkreis bildet in fünf Rathäusern aus",
    "slug": "fuenf-rathaeuser",
    "summary": "Sechs Geflüchtete lernen Verwaltung, jede Woche in einem anderen Ort. Was das allen bringt.",
    "start_year": 2018,
    "end_year": 2020,
    "situation": "<p>Fünf kleine Gemeinden wollten ausbilden; keine konnte es allein.</p>",
    "measures": (
        "<p>Der Kreis stellte die Verträge aus, die Gemeinden stellten je einen Schreibtisch. Freitags trafen sich "
        "alle im Kreishaus zum Fachsprachkurs.</p>"
    ),
    "results": (
        "<p>Fünf von sechs haben abgeschlossen. Drei arbeiten heute in Gemeinden des Kreises, eine berät eine Stadt in "
        "ihrem Herkunftsland beim Aufbau des Melderegisters.</p>"
    ),
    "helped": "<p>Eine feste Begleitung, die alle fünf Häuser kannte.</p>",
    "difficult": "<p>Der Bus. Wer ohne Auto in fünf Orten lernt, ist viel unterwegs.</p>",
    "tips": "<p>Klären Sie Fahrkarten, Versicherung und Schreibtisch, bevor Sie die Menschen auswählen.</p>",
    "costs": "Etwa 140.000 Euro in zwei Jahren, zur Hälfte aus dem Programm",
    "partners": "Fünf Gemeinden des Kreises, Volkshochschule, Verein Neue Nachbarn",
    "office": "Landkreis Hohenlinde, Personalamt",
    "office_email": "ausbildung@hohenlinde.example",
}
SALZBRUECK: dict[str, Any] = {
    "title": "Aus einer Bestandsaufnahme wird ein Beirat",
    "slug": "beirat",
    "summary": "190 Vereine, und keiner kannte alle: Wie eine große Stadt vom Verzeichnis zur Mitsprache kam.",
    "start_year": 2022,
    "situation": (
        "<p>Es gab drei Listen in drei Ämtern, und keine stimmte. Zu Anhörungen kamen immer dieselben fünf Vereine.</p>"
    ),
    "measures": (
        "<p>Die Stadt ließ erheben, wer da ist, und machte aus dem Ergebnis ein öffentliches Verzeichnis. Auf dem "
        "Workshop danach wählten die Organisationen elf Menschen in einen Beirat, der zu jeder Vorlage gehört wird, "
        "die Partnerschaften ins Ausland betrifft.</p>"
    ),
    "results": "<p>Der Beirat tagt sechsmal im Jahr. Zwei Partnerschaften gehen auf seine Vorschläge zurück.</p>",
    "helped": "<p>Dass die Organisationen ihre Einträge selbst prüfen und ändern konnten.</p>",
    "difficult": "<p>Wer spricht für wen? Die Wahlordnung brauchte vier Sitzungen.</p>",
    "tips": "<p>Sagen Sie vorher, worüber der Beirat mitentscheidet und worüber nicht.</p>",
    "costs": "Eine halbe Stelle, dazu 12.000 Euro im Jahr für Sitzungen und Dolmetschen",
    "partners": "Integrationsrat, Eine-Welt-Forum, Dachverband der Migrantenorganisationen",
    "office": "Stadt Salzbrück, Büro für Eine Welt",
    "office_email": "eine-welt@salzbrueck.example",
}

#: Name of the municipality, its kind, size and state, what it tells, topics, addresses of pages that belong to it.
STORIES: tuple[tuple[str, str, str, str, dict[str, Any], list[str], list[str]], ...] = (
    ("Landkreis Hohenlinde", "county", "large", "de-by", HOHENLINDE, ["work-economy", "displacement"],
     ["qualifizierung"]),
    ("Stadt Kronwalde", "city", "medium", "de-nw", KRONWALDE, ["fair-procurement", "fair-trade"], []),
    ("Stadt Salzbrück", "city", "large", "de-he", SALZBRUECK, ["migration-development", "municipal-partnerships"],
     ["ankommen-und-mitgestalten"]),
    ("Gemeinde Moorwiek", "municipality", "small", "de-ni", MOORWIEK, ["integration", "intercultural-encounter"],
     ["qualifizierung", "ankommen-und-mitgestalten"]),
)  # fmt: skip
