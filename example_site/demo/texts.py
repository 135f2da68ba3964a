"""What the demonstration town says of itself. Every name, number and address is invented."""

from datetime import date

HOME = (
    "<p>Ebersfurt ist eine Stadt mit 61.000 Menschen aus 118 Ländern. Viele von ihnen arbeiten in Vereinen, "
    "Gemeinden und Schulen für eine gerechtere Welt – hier vor Ort und an vielen Orten der Erde. Auf diesen "
    "Seiten finden Sie, wer das ist, was sie tun und wie Sie mitmachen können.</p>"
)
DIRECTORY = (
    "<p>Wer engagiert sich in Ebersfurt für Migration, Entwicklung und die Eine Welt? Suchen Sie nach einem Wort "
    "oder wählen Sie Themen, Länder und Sprachen.</p>"
)
PRIVACY = (
    "<h2>Was wir speichern</h2><p>Wenn Sie diese Seiten nur lesen, speichern wir nichts über Sie: keine Cookies, "
    "keine Zählung, keine Anfragen an andere Anbieter.</p>"
    "<h2>Steckbriefe der Organisationen</h2><p>Namen, Telefonnummern und E-Mail-Adressen von Ansprechpersonen "
    "zeigen wir nur, wenn die Person eingewilligt hat. Sie kann die Einwilligung jederzeit widerrufen; dann "
    "verschwinden die Angaben sofort. Adressen zeigen wir nur so genau, wie die Organisation es möchte.</p>"
    "<h2>Ihre Rechte</h2><p>Sie können Auskunft, Berichtigung und Löschung verlangen. Wenden Sie sich an das "
    "Büro für internationale Beziehungen der Stadt Ebersfurt, datenschutz@example.org.</p>"
)
IMPRINT = (
    "<h2>Herausgeberin</h2><p>Stadt Ebersfurt, Büro für internationale Beziehungen, Rathausplatz 1, "
    "00811 Ebersfurt</p><p>E-Mail: eine-welt@example.org, Telefon: 030 23125 100</p>"
    "<p>Ebersfurt gibt es nicht. Die Stadt, ihre Organisationen und alle Personen sind erfunden, um diese "
    "Anwendung zu zeigen.</p>"
)
ACCESSIBILITY = (
    "<p>Wir möchten, dass alle diese Seiten nutzen können. Sie funktionieren ohne JavaScript, mit der Tastatur, mit "
    "einem Bildschirmleseprogramm und auf kleinen Bildschirmen.</p><h2>Barriere melden</h2><p>Stoßen Sie auf ein "
    "Hindernis? Schreiben Sie an barrierefrei@example.org. Wir antworten innerhalb von sechs Wochen.</p>"
)
FUNDING = (
    "Gefördert mit Mitteln eines erfundenen Ministeriums. Dieser Text steht hier nur als Beispiel; tragen Sie den "
    "Wortlaut Ihres Fördergebers ein."
)
INVENTORIES = (
    "<p>Eine Bestandsaufnahme zeigt, wer in der Kommune in den Bereichen Migration und Entwicklung aktiv ist, und "
    "bringt die Beteiligten zusammen.</p>"
)
INVENTORY_GOAL = (
    "<p>Viele Initiativen in Ebersfurt wissen nichts voneinander. Die Bestandsaufnahme soll sichtbar machen, wer "
    "mit wem und in welchen Ländern arbeitet, was gebraucht wird und was andere schon anbieten. Am Ende steht ein "
    "Netzwerk, das sich ohne die Stadtverwaltung trifft.</p>"
)
#: By key of the standard step: actual date, public note.
STEPS = {
    "application": ("2025-10-14", "Der Stadtrat hat dem Antrag einstimmig zugestimmt."),
    "commission": ("2025-12-03", ""),
    "kickoff_meeting": ("2026-01-22", ""),
    "research_interviews": ("2026-06-23", "61 Gespräche in acht Sprachen, die meisten am Küchentisch."),
    "profiles": ("2026-08-31", "76 Einträge sind online. Jede Organisation hat ihren Text geprüft."),
    "brochure": ("2026-10-15", "Die Broschüre liegt im Rathaus und in der Stadtbücherei aus."),
    "review_meeting": ("2026-11-05", ""),
    "networking_workshop": (
        None,
        "Der Workshop findet im Haus der Kulturen statt. Die Einladungen sind verschickt.",
    ),
    "closing_meeting": (None, ""),
}
NEXT_STEPS = (
    "<p>Nach dem Workshop treffen sich die Arbeitsgruppen alle zwei Monate im Haus der Kulturen. Wer mitmachen "
    "möchte, ist willkommen – auch ohne Steckbrief.</p>"
)
OFFICE = "Büro für Eine Welt und Migration\nRathaus, Zimmer 12\n00812 Ebersfurt"
FORUMS = (
    "<p>In den Vernetzungsforen „Flucht in der Einen Welt“ kommen Geflüchtete, Initiativen, Bildungseinrichtungen "
    "und die Verwaltung ins Gespräch und verabreden gemeinsame Vorhaben.</p>"
)
PAST_FORUM = {
    "title": "Forum „Ankommen und mitgestalten“",
    "slug": "ankommen-und-mitgestalten",
    "introduction": (
        "<p>Ein Nachmittag für alle, die in Ebersfurt mit Geflüchteten arbeiten – und vor allem mit denen, die selbst "
        "geflohen sind und ihr Wissen einbringen wollen.</p>"
    ),
    "venue_name": "Haus der Kulturen, Großer Saal",
    "venue_address": "Färbergasse 12\n00812 Ebersfurt",
    "access": "Stufenloser Eingang vom Hof, Aufzug, Induktionsschleife im Saal.",
    "languages": "Deutsch, mit Flüsterübersetzung auf Arabisch, Dari, Tigrinya und Ukrainisch",
    "childcare": "Kinderbetreuung für Kinder ab drei Jahren im Nebenraum",
    "organiser": "Büro für internationale Beziehungen der Stadt Ebersfurt",
    "moderation": "Netzwerk Globales Lernen Ebersfurt",
    "attendance_number": 48,
    "attendance_text": "48 Personen, ein Drittel mit eigener Fluchterfahrung",
}
PAST_PROGRAMME = [
    ("14:00", "Ankommen bei Tee und Gebäck", "Frauengruppe Südhang", ""),
    ("14:30", "Begrüßung", "Stadt Ebersfurt", ""),
    (
        "14:45",
        "Was wir mitbringen: drei Stimmen",
        "Initiativen von Geflüchteten",
        "Erfahrungen aus zehn Jahren.",
    ),
    ("15:30", "Arbeit in Themengruppen", "", ""),
    ("17:00", "Ergebnisse und Verabredungen", "", ""),
]
PAST_GROUPS = [
    ("refugees", 16),
    ("administration", 7),
    ("migrant-organisations", 12),
    ("education-actors", 8),
    ("citizens", 5),
]
PAST_THEMES = [
    ("Schule und Globales Lernen", "Schulen wünschen sich Gäste, die vom Leben in ihrem Land erzählen."),
    (
        "Räume",
        "Sechs Gruppen suchen Räume am Abend. Zwei Gemeinden und die Volkshochschule haben welche frei.",
    ),
]
PAST_OUTCOMES = [
    (
        "joint_activity",
        "Gemeinsamer Stand auf dem Stadtfest im Juni.",
        "Weltladen Ebersfurt",
        "2026-06-20",
        "done",
    ),
    (
        "working_structure",
        "Arbeitskreis Räume trifft sich jeden ersten Montag.",
        "Integrationsrat",
        None,
        "running",
    ),
    ("need", "Dolmetschende für Elternabende, vor allem Tigrinya und Dari.", "Schulamt", None, "open"),
    (
        "next_step",
        "Die Volkshochschule öffnet ab Januar zwei Räume am Abend.",
        "Volkshochschule",
        "2027-01-15",
        "open",
    ),
]
COMING_FORUM = {
    "title": "Forum „Was können wir voneinander lernen?“",
    "slug": "voneinander-lernen",
    "introduction": (
        "<p>Welche Bildungsangebote zu globalen Fragen braucht Ebersfurt? Wir laden Vereine, Schulen, Gemeinden und "
        "alle Neugierigen ein, gemeinsam ein Programm zu entwerfen.</p>"
    ),
    "venue_name": "Volkshochschule, Raum 2",
    "venue_address": "Am Mühlgraben 3\n00813 Ebersfurt",
    "access": "Rampe am Seiteneingang, barrierefreies WC im Erdgeschoss. Bitte melden Sie Bedarf an Assistenz.",
    "languages": "Deutsch; Übersetzung nach Bedarf, auch in Deutsche Gebärdensprache",
    "childcare": "Kinderbetreuung nach Anmeldung",
    "organiser": "Stadt Ebersfurt und Volkshochschule",
    "moderation": "Büro Wegweiser GbR",
}
COMING_PROGRAMME = [
    ("17:00", "Ankommen", "", ""),
    ("17:30", "Gute Beispiele aus anderen Kommunen", "Netzwerk Globales Lernen Ebersfurt", ""),
    ("18:15", "Ideenwerkstatt an fünf Tischen", "", "Jeder Tisch entwirft ein Angebot für das nächste Jahr."),
    ("20:00", "Suppe und Musik", "Chor der Kulturen", ""),
]
COMING_GROUPS = ["education-actors", "migrant-organisations", "refugees", "administration", "citizens"]

REFUSALS = (
    {
        "name": "Exilforum Morgenrot Ebersfurt",
        "former_names": ["Arbeitskreis Morgenrot"],
        "reason": "risk",
        "note": "Bitte auch nicht anrufen; Kontakt nur über die Flüchtlingsberatung.",
        "refused_on": date(2026, 3, 9),
    },
    {
        "name": "Briefmarkenfreunde Südhang e. V.",
        "reason": "declined",
        "note": "Sehen sich nicht als entwicklungspolitisch aktiv.",
        "refused_on": date(2026, 3, 23),
    },
)

BROCHURE = {
    "title": "Eine Welt in Ebersfurt",
    "subtitle": "Wer sich bei uns für Migration und Entwicklung engagiert",
    "search_description": "Alle befragten Vereine, Schulen und Initiativen in einem Heft.",
    "cover_alt": "Gezeichnete Hügel am Rand von Ebersfurt im Abendlicht",
    "cover_credit": "Zeichnung: Stadt Ebersfurt",
    "foreword_title": "Grußwort der Bürgermeisterin",
    "foreword": (
        "<p>Liebe Ebersfurterinnen und Ebersfurter,</p>"
        "<p>wer durch unsere Stadt geht, kann an einem Nachmittag fair gehandelten Kaffee trinken, einem Chor in fünf "
        "Sprachen zuhören und mit einer Schulklasse über Brunnen in Ghana sprechen. Vieles davon geschieht im "
        "Ehrenamt, und vieles wusste bisher nur, wer ohnehin dabei war.</p>"
        "<p>Dieses Heft ändert das. Es stellt vor, wer sich bei uns für die Eine Welt einsetzt, was die Gruppen "
        "suchen und was sie anbieten. Blättern Sie, rufen Sie an, machen Sie mit!</p>"
    ),
    "signature": "Petra Muster",
    "signature_role": "Bürgermeisterin der Stadt Ebersfurt",
    "introduction": (
        "<p>Jedes Porträt sagt in wenigen Worten, worum es geht, und nennt dann Ziele, Projekte und Kontakt. Kürzere "
        "Einträge stehen als Visitenkarten dahinter. Am Ende führen Verzeichnisse nach Handlungsfeld, Land und "
        "Schlagwort zu den richtigen Seiten.</p>"
    ),
    "method": (
        "<p>Zwischen Oktober 2025 und April 2026 haben das Büro Wegweiser und die Forschungswerkstatt Esse mit den "
        "Organisationen gesprochen. Wer nicht genannt werden wollte, fehlt in diesem Heft. Alle anderen haben ihren "
        "Eintrag gelesen und freigegeben.</p>"
    ),
    "imprint": (
        "Herausgeberin: Stadt Ebersfurt, Marktplatz 1, 00815 Ebersfurt\n"
        "Umsetzung: Büro Wegweiser GbR und Forschungswerkstatt Esse e. V.\n"
        "Redaktion: Fachstelle Eine Welt\n"
        "Nachdruck: mit Angabe der Quelle erlaubt"
    ),
    "primary_colour": "#0b5a5a",
}
BROCHURE_CHAPTERS = [
    (
        "Wie es weitergeht",
        "<p>Im Vernetzungsforum haben die Gruppen drei Vorhaben verabredet:</p>"
        "<ul><li>einen Arbeitskreis für gemeinsame Räume,</li><li>einen Stand auf dem Stadtfest,</li>"
        "<li>eine Liste der Sprachen, in denen jemand dolmetschen kann.</li></ul>"
        "<p>Die Stadt lädt jedes Jahr wieder ein.</p>",
    ),
]
