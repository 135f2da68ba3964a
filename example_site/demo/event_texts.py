"""What the events of the demonstration town say, beside its two forums in ``texts``."""

SERIES = {
    "title": "Flucht in der Einen Welt",
    "description": "Vernetzungsforen, zugeschnitten auf Ebersfurt: jedes Jahr zwei, jedes an einem anderen Ort.",
}
PAST_BECAME = {
    "joint_activity": (
        "2026-06-20",
        "Über 400 Menschen kamen an den Stand. Im nächsten Jahr gibt es ihn wieder, dann mit Kinderprogramm.",
    ),
}
PAST_WORKSHOP = {
    "title": "Vernetzungsworkshop „Was wir gehört haben“",
    "slug": "was-wir-gehoert-haben",
    "introduction": (
        "<p>Das Büro Wegweiser hat mit 61 Organisationen gesprochen. An diesem Vormittag stellen wir vor, was "
        "gebraucht und was angeboten wird – und alle, die befragt wurden, verabreden, was sie gemeinsam tun.</p>"
    ),
    "venue_name": "Haus der Kulturen, Großer Saal",
    "venue_address": "Färbergasse 12\n00812 Ebersfurt",
    "access": "Stufenloser Eingang vom Hof, Aufzug, Induktionsschleife im Saal.",
    "languages": "Deutsch, mit Flüsterübersetzung auf Arabisch und Tigrinya",
    "childcare": "Kinderbetreuung für Kinder ab drei Jahren im Nebenraum",
    "organiser": "Stadt Ebersfurt",
    "moderation": "Büro Wegweiser GbR",
    "attendance_number": 37,
}
PAST_WORKSHOP_PROGRAMME = [
    ("10:00", "Begrüßung", "Stadt Ebersfurt", ""),
    ("10:15", "Was wir gehört haben: Bedarfe und Angebote", "Büro Wegweiser GbR", ""),
    ("11:00", "Wer passt zu wem? Gespräche an Tischen", "", "Jeder Tisch hält eine Verabredung fest."),
    ("12:30", "Verabredungen, Mittagessen", "", ""),
]
PAST_WORKSHOP_GROUPS = [
    ("migrant-organisations", 18),
    ("education-actors", 9),
    ("administration", 6),
    ("refugees", 4),
]
PAST_WORKSHOP_OUTCOMES = [
    (
        "working_structure",
        "Die Gruppen der Nordstadt teilen sich einen Kalender für ihre Räume.",
        "Nachbarschaftsverein Nordufer",
        "2026-10-31",
        "running",
        "",
    ),
    (
        "next_step",
        "Schulen und Vereine treffen sich zu einem ersten Abend über Unterrichtsbesuche.",
        "Volkshochschule",
        "2026-11-15",
        "done",
        "Elf Schulen kamen. Sieben Besuche sind verabredet, der erste im Februar.",
    ),
    (
        "next_step",
        "Ein gemeinsamer Antrag für die Interkulturelle Woche.",
        "Integrationsrat",
        "2027-03-31",
        "open",
        "",
    ),
]
COMING_WORKSHOP = {
    "title": "Vernetzungsworkshop „Gemeinsam weiter“",
    "slug": "gemeinsam-weiter",
    "introduction": (
        "<p>Zwei halbe Tage für alle, die einen Steckbrief haben: Am ersten lernen wir die Vorhaben der anderen "
        "kennen, am zweiten legen wir fest, wer was bis wann macht.</p>"
    ),
    "venue_name": "Haus der Kulturen, Großer Saal",
    "venue_address": "Färbergasse 12\n00812 Ebersfurt",
    "access": "Stufenloser Eingang vom Hof, Aufzug, Induktionsschleife im Saal.",
    "languages": "Deutsch; Übersetzung nach Bedarf, auch in Deutsche Gebärdensprache",
    "childcare": "Kinderbetreuung nach Anmeldung",
    "organiser": "Stadt Ebersfurt",
    "moderation": "Büro Wegweiser GbR",
    "status": "moved",
    "status_text": "Der Workshop ist eine Woche später als angekündigt: Zuerst wird der Saal gestrichen.",
}
#: The number of the day, time, title, organisation of the speakers.
COMING_WORKSHOP_PROGRAMME = [
    (0, "14:00", "Ankommen und Marktplatz der Vorhaben", ""),
    (0, "16:00", "Was uns verbindet: Länder und Themen", "Netzwerk Globales Lernen Ebersfurt"),
    (1, "09:30", "Verabredungen an Tischen", ""),
    (1, "12:00", "Abschluss und Suppe", "Chor der Kulturen"),
]
