"""What the demonstration town says of two programmes. The municipalities in them are invented, as all names are."""

INDEX = (
    "<p>Neben der Bestandsaufnahme und den Foren gibt es Programme, in denen Kommunen über mehrere Jahre etwas Neues "
    "erproben. Hier steht, worum es geht, wer dabei ist und wozu gerade aufgerufen wird.</p>"
)
OFFICE = "Büro für internationale Beziehungen\nRathaus, Zimmer 12, Rathausplatz 1, 00811 Ebersfurt"
EMAIL = "eine-welt@ebersfurt.example"

EDUCATION = {
    "title": "Kommunen stoßen entwicklungspolitische Bildung an",
    "slug": "bildungsarbeit",
    "kind": "pilot",
    "summary": (
        "Warum fliehen Menschen, und was hat das mit uns zu tun? Sechs Kommunen planen dazu Angebote, gemeinsam mit "
        "migrantischen Organisationen."
    ),
    "description": (
        "<p>Wo Geflüchtete ankommen, wird gefragt: Was geschieht in ihren Herkunftsländern, und welchen Anteil haben "
        "unser Handel, unser Konsum und unser Klima daran? Viele Rathäuser möchten darüber mit der Bürgerschaft ins "
        "Gespräch kommen, wissen aber nicht, wie sie anfangen sollen.</p>"
        "<p>Das Pilotprojekt macht die Verwaltung zur Gastgeberin: Sie lädt ein, bringt Bildungseinrichtungen und "
        "Vereine an einen Tisch und sorgt dafür, dass aus Ideen ein Programm wird, das zum Ort passt. Menschen "
        "internationaler Herkunft sind von der ersten Sitzung an dabei, nicht erst als Gäste auf dem Podium.</p>"
    ),
    "audience": (
        "<ul><li>Städte, Gemeinden und Kreise, die mit ihrer Bürgerschaft über globale Zusammenhänge reden wollen</li>"
        "<li>Verwaltungen, die dafür eine Stelle benennen, und sei es mit wenigen Stunden in der Woche</li></ul>"
    ),
    "participation": (
        "<p>Die sechs Plätze der ersten Runde sind vergeben. Für die zweite läuft ein Aufruf; beraten werden auch "
        "Kommunen, die ohne Platz im Pilotprojekt anfangen möchten.</p>"
    ),
}
EDUCATION_OFFERS = (
    ("advice", "Sechs Tage Begleitung vor Ort, von der ersten Sitzung bis zur Auswertung"),
    ("funding", "Zuschuss zu Räumen, Honoraren und Dolmetschen"),
    ("exchange", "Zwei Treffen im Jahr mit den anderen Kommunen"),
)
EDUCATION_PHASES = (
    (
        "Planen",
        "2017-03-01",
        "2017-08-31",
        "Wer ist da, was gibt es schon, was fehlt? Am Ende steht ein Konzept.",
    ),
    (
        "Ausprobieren",
        "2017-09-01",
        "2018-06-30",
        "Veranstaltungen, Schulbesuche, Ausstellungen – klein und zu mehreren.",
    ),
    ("Auswerten", "2018-07-01", "2018-12-31", "Was bleibt, wenn die Begleitung endet?"),
)
EDUCATION_QUESTIONS = (
    (
        "Brauchen wir eine Partnerkommune im Ausland?",
        "<p>Nein. Eine Partnerschaft kann ein guter Anlass sein, Voraussetzung ist sie nicht.</p>",
    ),
    (
        "Müssen wir schon mit migrantischen Organisationen arbeiten?",
        "<p>Nein, aber Sie sollten es vorhaben. Wer bei Ihnen aktiv ist, zeigt eine Bestandsaufnahme.</p>",
    ),
)
EDUCATION_MODEL = {
    "phase": "Erste Runde",
    "year": 2017,
    "portrait": (
        "Ebersfurt verband die Volkshochschule, drei Schulen und fünf Vereine zu einer Reihe von Abenden in Läden der "
        "Altstadt. Jeden Abend gestalteten Menschen, die das Herkunftsland kennen, um das es ging."
    ),
    "results": "Neun Abende mit zusammen 340 Gästen. Vier der fünf Vereine planen seither mit der Volkshochschule.",
    "alt_text": "Gezeichnetes Rathaus mit Treppengiebel und Uhr",
    "credit": "Zeichnung: Stadt Ebersfurt",
}
EDUCATION_CALL = {
    "title": "Zweite Runde: Kommunen für die Bildungsarbeit gesucht",
    "slug": "zweite-runde",
    "phase": "Zweite Runde",
    "seats_planned": 6,
    "introduction": (
        "<p>Gesucht werden Kommunen, die in den nächsten zwei Jahren ein eigenes Bildungsangebot entwickeln wollen. Es "
        "genügt eine Seite: Was ist Ihr Anlass, wen möchten Sie beteiligen, wer kümmert sich im Rathaus?</p>"
    ),
    "online_note": "Mit dem Formular auf dieser Seite, bis zur Frist auf die Sekunde",
    "post_note": "Stadt Ebersfurt, Rathausplatz 1, 00811 Ebersfurt. Es gilt der Poststempel des letzten Tages.",
    "takes_interest": True,
    "attachments_max": 3,
    "attachments_note": "Zum Beispiel der Beschluss des Rates oder ein Brief der Partnerorganisation.",
}
EDUCATION_FIELDS = (
    ("municipality_kind", "", True),
    ("federal_state", "", True),
    ("inhabitants", "", False),
    ("postal_address", "", True),
    ("department", "", False),
    ("contact_phone", "", False),
    ("motivation", "Was ist Ihr Anlass?", True),
    ("partner_organisations", "Wen möchten Sie beteiligen?", True),
    ("political_backing", "", False),
    ("wished_start", "", False),
)
EDUCATION_OWN_QUESTIONS = (
    {
        "question": "Wie viele Stunden in der Woche hat eine Stelle im Rathaus dafür?",
        "hint": "Ungefähr, zum Beispiel 6.",
        "kind": "number",
        "is_required": True,
    },
    {
        "question": "Planen migrantische Organisationen von Anfang an mit?",
        "kind": "choice",
        "choices": "Ja, sie sind schon gefragt\nJa, wir fragen sie noch\nNoch offen",
        "is_required": True,
    },
)
EDUCATION_CRITERIA = (
    ("Beteiligung", "Migrantische Organisationen planen mit und sind namentlich genannt."),
    ("Verankerung", "Eine Stelle in der Verwaltung hat Zeit dafür."),
    ("Passung", "Das Vorhaben geht von einer Frage aus, die man vor Ort wirklich stellt."),
)

QUALIFICATION = {
    "title": "Geflüchtete lernen Kommunalverwaltung",
    "slug": "qualifizierung",
    "kind": "programme",
    "summary": (
        "Wer ein Land wieder aufbaut, braucht Rathäuser, die funktionieren. Deutsche Kommunen bilden Geflüchtete "
        "dafür aus, solange sie hier sind."
    ),
    "description": (
        "<p>Melderegister, Wasserversorgung, Bauanträge: Nach einem Krieg fehlen oft gerade die Menschen, die eine "
        "Verwaltung vor Ort führen können. Unter den Geflüchteten sind viele, die das lernen möchten oder es in ihrer "
        "Heimat schon getan haben.</p>"
        "<p>In diesem Programm arbeiten sie einige Monate in einer deutschen Kommunalverwaltung mit. Ob sie später "
        "zurückkehren, mit Gemeinden dort zusammenarbeiten oder hier bleiben, entscheiden sie selbst; nützlich ist das "
        "Gelernte in jedem Fall.</p>"
    ),
    "audience": (
        "<ul><li>Städte, Gemeinden und Kreise, die zwei oder mehr Plätze in ihrer Verwaltung anbieten</li>"
        "<li>Alle anderen Kommunen: Beratung und Erfahrungsaustausch stehen auch ihnen offen</li></ul>"
    ),
    "participation": (
        "<p>Modellkommunen werden durch Aufrufe gefunden. Fragen beantwortet das Büro unten jederzeit, auch ohne "
        "Aufruf.</p>"
    ),
}
QUALIFICATION_OFFERS = (
    ("funding", "Zuschuss zu den Stellen derer, die anleiten"),
    ("training", "Kurse in Verwaltungsrecht und Fachsprache, für beide Seiten gemeinsam"),
    ("advice", "Hilfe bei Verträgen, Aufenthaltsfragen und Versicherung – für jede Kommune"),
    ("exchange", "Treffen aller Beteiligten, zu denen auch andere Kommunen kommen können"),
)
QUALIFICATION_PHASES = (
    (
        "Erste Phase",
        "2018-05-01",
        "2019-12-31",
        "Sieben Modellkommunen bilden aus und halten fest, was dabei hilft.",
    ),
    ("Zweite Phase", "2020-01-01", "2021-12-31", "Fünf Kommunen entwickeln daraus einen Lehrplan."),
)
QUALIFICATION_QUESTIONS = (
    (
        "Welche Deutschkenntnisse sind nötig?",
        "<p>Ein Gespräch am Telefon sollte gelingen. Fachwörter lernen die Teilnehmenden im Kurs.</p>",
    ),
    (
        "Was ist, wenn jemand während der Ausbildung umzieht?",
        "<p>Dann suchen wir mit der neuen Kommune einen Platz, damit niemand von vorn anfangen muss.</p>",
    ),
)
QUALIFICATION_CALL = {
    "title": "Interessenbekundung: Modellkommune werden",
    "slug": "interessenbekundung-2018",
    "phase": "Erste Phase 2018 bis 2019",
    "seats_planned": 6,
    "introduction": (
        "<p>Sechs Kommunen sollen zeigen, wie die Qualifizierung von Geflüchteten in der eigenen Verwaltung gelingt. "
        "Sie werden dabei mit Rat und mit Geld unterstützt.</p>"
    ),
    "online_note": "Das Formular als PDF an das Büro",
    "post_note": "Es gilt der Poststempel vom 12. Februar 2018.",
    "selection_published": True,
    "selection_note": (
        "<p>Die Bewerbungen waren so gut, dass statt sechs sieben Kommunen ausgewählt wurden. Alle Namen hier sind "
        "erfunden.</p>"
    ),
}
QUALIFICATION_CRITERIA = (
    ("Plätze", "Mindestens zwei Geflüchtete können gleichzeitig mitarbeiten."),
    ("Anleitung", "Jemand im Haus leitet an und bekommt dafür Zeit."),
    ("Weitergabe", "Die Kommune berichtet anderen, was gelungen ist und was nicht."),
)
QUALIFICATION_SCHEDULE = (
    ("Auswahl", "2018-02-26", "2018-03-09", "Eine Jury liest alle Bewerbungen."),
    ("Auftakttreffen", "2018-04-17", None, "Alle Modellkommunen lernen sich kennen."),
)
#: Name, kind, federal state, portrait of those chosen beside Ebersfurt.
CHOSEN = (
    ("Gemeinde Moorwiek", "municipality", "de-ni", "Zwei Plätze im Bauamt und im Standesamt."),
    (
        "Stadt Lindenhafen",
        "city",
        "de-sh",
        "Vier Plätze in den Stadtwerken, dazu ein Sprachkurs am Arbeitsplatz.",
    ),
    ("Stadt Kronwalde", "city", "de-nw", "Drei Plätze, begleitet von Auszubildenden der Verwaltung."),
    ("Landkreis Hohenlinde", "county", "de-by", "Sechs Plätze in fünf Gemeinden des Kreises."),
    ("Stadt Salzbrück", "city", "de-he", "Zwei Plätze in der Kämmerei."),
    ("Landkreis Weserbogen", "county", "de-ni", "Fünf Plätze, einer davon im Katasteramt."),
)
EBERSFURT = {
    "portrait": "Drei Plätze: im Melderegister, im Grünflächenamt und in der Wasserversorgung.",
    "results": (
        "Alle drei haben abgeschlossen. Eine arbeitet heute in der Wasserversorgung von Ebersfurt, zwei beraten eine "
        "Gemeinde in ihrem Herkunftsland."
    ),
}
