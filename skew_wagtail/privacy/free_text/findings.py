"""What in a free text looks like a statement about a person; pure functions on plain text.

They guess, so they only ever lead to a hint for the editor. Phone numbers are those that can be dialled; a
name is two capitalised words side by side that are no common nouns, which German writes with capitals too.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import phonenumbers

#: Longer texts are read up to here, in characters.
LONGEST_TEXT = 20_000
_LONGEST_SENTENCE = 1_000
_EXCERPT = 70


class Kind(Enum):
    """What was found."""

    PHONE = "phone"
    MAIL = "mail"
    STATUS = "status"


@dataclass(frozen=True)
class Finding:
    """A place in a text; ``excerpt`` is at most 70 characters and two dots of the text around it."""

    kind: Kind
    excerpt: str


_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote|div|td)>|<br ?/?>|<hr ?/?>", re.I)
_TAG = re.compile(r"<[^<>]{0,2000}>")

_MAIL = re.compile(r"\b[\w.+-]{1,64}(?:@| ?[(\[] ?(?:at|ät) ?[)\]] ?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.I)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[0-9A-Z]{4}){3,7}(?: ?[0-9A-Z]{1,4})?\b")
_DATE = re.compile(r"\b\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})?\b")
_NAMED_PHONE = re.compile(
    r"\b(?:tel|telefon|fon|mobil|handy|phone|rufnummer)\b[.:\s]{0,3}\d[\d /()-]{4,30}", re.I
)
_PHONE_START = ("0", "+", "(0", "(+")
_PHONE_DIGITS = 7
_MOST_PHONE_TRIES = 200

_STATUS = re.compile(
    r"\b(?:aufenthalt\w*|asyl\w*|duldung\w*|geduldet\w*|abschiebung\w*|abgeschoben\w*|flüchtlingsstatus"
    r"|flüchtlingseigenschaft|ausreisepflicht\w*|ohne papiere|papierlos\w*|asylum|residence permit|residency"
    r"|refugee status|deport\w*|undocumented|without papers)\b",
    re.I,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_TITLE_DOT = re.compile(r"\b(Dr|Prof|Hr|Fr|Fam|Mr|Mrs|Ms)\.")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TITLES = frozenset(
    ["herr", "herrn", "frau", "familie", "fam", "hr", "fr", "mr", "mrs", "ms", "schwester", "bruder"]
)
_DEGREES = frozenset(["dr", "prof"])
_NAME_PARTICLES = frozenset(["al", "el", "bin", "ibn", "ben", "abu", "van", "de", "da", "di", "dos"])

# Capitalised at the beginning of a sentence, but no name.
_OPENING = """
    aber alle allen allein als am an and at auch auf aus bei beide bis da dank danach dann darum das dass dazu dein
    dem den denn der deren des deshalb dessen die dies diese dieser dieses doch dort durch ein eine einem einen einer
    eines einige er erst es etwa euer every für for from gegen ganz gibt gut he her hier hinter his ich ihr ihre ihrem
    ihren ihrer im immer in ins ist jede jeden jeder jedes jetzt kein keine many mehr mehrere mein meine mit nach
    neben nicht nie nur ob oder ohne our seit sein seine seinen selbst she sie sind so sogar some statt the their
    they this trotz über um und uns unser unsere unserem unseren unserer unter viel viele vielen vom von vor während
    wann warum was we weil welche wenn wer werden when where who wie wir wird with wo your zu zum zur zwei zwischen
"""
# Capitalised everywhere, but of things, groups, times and places.
_NOUNS = """
    abend advice afrika angehörige angst anfang anlaufstelle antrag antwort arbeit asia august bad behörde behörden
    bericht besuch betroffene bleibe brot bund café caritas center centre charta chor community council danke
    dezember deutsch deutsche deutscher deutsches deutschland dialog diakonie dienst dienstag donnerstag ehrenamt
    ehrenamtliche eltern ende englisch erfahrung essen europa fall familien fest film frage fragen frauen
    freitag freiwillige freunde frist fußball gast gäste gebiet geflüchtete geflüchteten gemeinde gemeinden geld
    geschichte gesetz gespräch gruppe gruppen haus heim hilfe hilfen international internationale internationaler
    januar jahr jahre jahren januar jugend jugendliche juli juni kaffee kind kinder kindern kirche kreis kultur
    kulturen kurs kurse land leben leitung lesung leute liga main mai männer märz material menschen menschenrechte
    migranten migrantinnen mitglied mitglieder mitte mittwoch moment monat monate monaten montag morgen mütter
    nachbarn nachmittag namen network nord november ober office oktober ort ost person personen pro projekt projekte
    projects rat rathaus recht rechte rechts refugee refugees republik rotes runder sache samstag sankt schritt
    schule schulen schüler schülerinnen september sonntag spenden sport sprache stadt start status stelle süd
    stunde stunden tag tage tagen team teams tee termin text thema themen tisch tür union unter verein vereine
    verfahren väter vormittag weg welt werk werkstatt west wochen woche wort zahl zeit ziel ziele zentrum zukunft
    burkina costa faso lanka leone neuguinea papua rica salvador saudi sierra sri states united verde
    amnesty johanniter malteser
"""
_NO_NAMES = frozenset(f"{_OPENING} {_NOUNS}".split())
_NOUN_ENDINGS = (
    "amt", "anten", "arbeit", "beirat", "berater", "beraterin", "bund", "büro", "dienst", "dorf", "fahrt", "fest",
    "gemeinde", "gesetz", "gruppe", "gruppen", "haus", "heim", "heit", "hilfe", "innen", "ismus", "keit", "kirche",
    "kreis", "kurs", "laden", "land", "leute", "losigkeit", "netz", "netzwerk", "ort", "papier", "papiere", "platz",
    "projekt", "rat", "raum", "recht", "rechte", "region", "schaft", "schule", "schulen", "schutz", "stadt", "stelle",
    "stellen", "straße", "suchende", "suchenden", "tag", "tage", "treff", "tion", "tionen", "tät", "ung", "ungen",
    "verband", "verein", "vereine", "verfahren", "weg", "welt", "werk", "zeit", "zentrum",
)  # fmt: skip
# With an ending, as before a noun: "Regelmäßige Treffen", but not "Ludwig".
_ADJECTIVE = re.compile(
    r"\w*(?:isch|lich|ig|bar|los|sam|haft|end|iert|frei|fähig|eigen|nächst|erst|zweit|dritt|neu|groß|klein|jung|alt|gut"
    r"|lang|kurz|fair)(?:e|er|es|en|em)\Z"
)


def plain_text(value: str) -> str:
    """The words of a rich or plain text; the end of a paragraph or a list item is the end of a line."""
    value = _BLOCK_END.sub("\n", value[: 2 * LONGEST_TEXT])
    return html.unescape(_TAG.sub("", value))[:LONGEST_TEXT]


def find_personal(text: str) -> list[Finding]:
    """Phone numbers, mail addresses and words on residence status beside a name, each kind in order of place."""
    text = text[:LONGEST_TEXT]
    return [*_phones(text), *_mails(text), *_statuses(text)]


def _phones(text: str) -> Iterator[Finding]:
    # Account numbers and dates hold rows of digits that could be dialled; blanks keep the places.
    blanked = text
    for pattern in (_IBAN, _DATE):
        blanked = pattern.sub(lambda match: " " * len(match[0]), blanked)
    places = {match.span() for match in _NAMED_PHONE.finditer(blanked)}
    for match in phonenumbers.PhoneNumberMatcher(blanked, "DE", max_tries=_MOST_PHONE_TRIES):
        digits = sum(letter.isdecimal() for letter in match.raw_string)
        known = any(start <= match.start < end for start, end in places)
        if match.raw_string.startswith(_PHONE_START) and digits >= _PHONE_DIGITS and not known:
            places.add((match.start, match.end))
    for start, end in sorted(places):
        yield Finding(Kind.PHONE, _excerpt(text, start, end))


def _mails(text: str) -> Iterator[Finding]:
    for match in _MAIL.finditer(text):
        yield Finding(Kind.MAIL, _excerpt(text, *match.span()))


def _statuses(text: str) -> Iterator[Finding]:
    for sentence in _SENTENCE_END.split(_TITLE_DOT.sub(r"\1", text)):
        sentence = sentence[:_LONGEST_SENTENCE]
        status = _STATUS.search(sentence)
        if status and _names_somebody(sentence):
            yield Finding(Kind.STATUS, _excerpt(sentence, *status.span()))


def _names_somebody(sentence: str) -> bool:
    """Whether a sentence holds a name: two capitalised words that follow one another, or one after a title."""
    previous, titled = None, False
    for match in _WORD.finditer(sentence):
        word = match[0].lower()
        if word in _NAME_PARTICLES and previous:
            previous = (previous[0], match.end())
            continue
        if word in _DEGREES and not match[0].isupper():
            titled, previous = True, None
            continue
        named = _may_be_name(match[0])
        beside = previous is not None and sentence[previous[1] : match.start()].isspace()
        if named and (titled or beside):
            return True
        titled = word in _TITLES and match[0][0].isupper()
        previous = (word, match.end()) if named and not titled else None
    return False


def _may_be_name(word: str) -> bool:
    folded = word.lower()
    if not word[0].isupper() or not any(letter.islower() for letter in word):
        return False
    if folded in _NO_NAMES or folded.endswith(_NOUN_ENDINGS) or _ADJECTIVE.match(folded):
        return False
    return not _STATUS.match(folded)


def _excerpt(text: str, start: int, end: int) -> str:
    """The place and some of what stands around it, in one line."""
    around = max(0, (_EXCERPT - (end - start)) // 2)
    first, last = max(0, start - around), min(len(text), max(end + around, start + _EXCERPT // 2))
    last = min(last, first + _EXCERPT)
    shown = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"
