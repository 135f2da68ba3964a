"""Every public page in every state that looks different, by address."""

from typing import Any

from skew_wagtail.forum.registration.links import own_path
from skew_wagtail.programmes.advice.links import make_token
from skew_wagtail.programmes.interest.links import own_path as interest_path

PUBLIC_PAGES = {
    "home": "/",
    "text": "/datenschutz/",
    "directory": "/akteure/",
    "directory, filtered": "/akteure/?topic={topic}&q=e&sort=newest",
    "directory, nothing found": "/akteure/?q=gibtesnicht",
    "directory, all countries": "/akteure/?more=country",
    "directory, unknown filter": "/akteure/?topic=gibtesnicht",
    "directory, last page": "/akteure/?page=2",
    "profile": "/akteure/weltladen/",
    "card entry": "/akteure/visitenkarte/",
    "inventories": "/bestandsaufnahmen/",
    "inventories, filtered": "/bestandsaufnahmen/?status=running",
    "inventories, nothing found": "/bestandsaufnahmen/?status=finished",
    "statistics of a directory": "/akteure/statistics.html",
    "inventory": "/bestandsaufnahmen/projekt/",
    "brochure": "/broschuere/",
    "portraits of a brochure": "/broschuere/portraits/",
    "index of a brochure": "/broschuere/index/",
    "editions of a brochure": "/broschuere/editions/",
    "forums": "/foren/",
    "forum to come": "/foren/kommend/",
    "past forum": "/foren/vergangen/",
    "programmes": "/programme/",
    "programmes, nothing found": "/programme/?call=closed&topic={topic}",
    "programme": "/programme/qualifizierung/",
    "open call, extended": "/programme/qualifizierung/offen/",
    "announced call": "/programme/qualifizierung/angekuendigt/",
    "closed call": "/programme/qualifizierung/geschlossen/",
    "call with its selection": "/programme/qualifizierung/ausgewaehlt/",
    "advice": "/beratung/",
    "ask for advice": "/beratung/advice.html?about={topic}",
    "question received": "{advice_link}",
    "broken link of a question": "/skew/advice/received/abc/",
    "stories": "/gute-beispiele/",
    "stories, nothing found": "/gute-beispiele/?topic={topic}&size=large",
    "story": "/gute-beispiele/ein-tisch/",
    "story with next to nothing": "/gute-beispiele/wenig/",
    "cancelled workshop": "/foren/werkstatt/",
    "events, filtered": "/foren/?kind=workshop&topic=gibtesnicht",
    "events, nothing found": "/foren/?kind=forum&topic={topic}",
    "not found": "/gibtesnicht/",
    "take back": "/skew/withdrawal/",
    "take back, sent": "/skew/withdrawal/sent/",
    "take back, done": "/skew/withdrawal/done/",
    "application": "/skew/application/",
    "suggestion": "/skew/suggestion/",
    "suggestion, received": "/skew/suggestion/received/",
    "broken link to an application": "/skew/application/abc/",
    "draft of an application": "{draft_link}",
    "application to print": "{sheet_link}",
    "profile to approve": "{approval_link}",
    "approval, received": "/skew/approval-received/",
    "broken link to a profile": "/skew/approval/abc/",
    "broken link": "/skew/withdrawal/abc/",
    "register": "/foren/kommend/registration.html",
    "register, ended": "/foren/vergangen/registration.html",
    "register, sent": "/skew/registration/sent/",
    "own registration": "{registration_link}",
    "broken link of a registration": "/skew/registration/abc/",
    "answer a call": "/programme/qualifizierung/offen/interest.html",
    "answer a call, not yet": "/programme/qualifizierung/angekuendigt/interest.html",
    "answer a call, too late": "/programme/qualifizierung/geschlossen/interest.html",
    "draft of an answer": "{interest_draft}",
    "draft of an answer, too late": "{interest_missed}",
    "answer, submitted": "{interest_submitted}",
    "answer, to be changed": "{interest_submitted}change/",
    "answer, to be withdrawn": "{interest_submitted}withdraw/",
    "draft of an answer, to be deleted": "{interest_draft}withdraw/",
    "answer, withdrawn": "{interest_withdrawn}",
    "broken link to an answer": "/skew/interest/abc/",
}


def path_of(world: Any, name: str) -> str:
    """The address of a page in a town."""
    names = ("draft_link", "sheet_link", "approval_link")
    links = {name: getattr(world, name) for name in names}
    links["advice_link"] = f"/skew/advice/received/{make_token(world.advice_request.key)}/"
    links["registration_link"] = own_path(world.registration)
    links |= {f"interest_{name}": interest_path(interest) for name, interest in world.interests.items()}
    return PUBLIC_PAGES[name].format(topic=world.topic.slug, **links)


#: Those that answer 404, and those with a form, which has Django's cookie against forged requests.
MISSING = {
    "not found", "broken link", "broken link to an application", "broken link to a profile",
    "broken link of a registration", "broken link of a question", "broken link to an answer",
}  # fmt: skip
WITH_FORM = {
    "take back", "application", "suggestion", "draft of an application", "profile to approve", "register",
    "own registration", "ask for advice", "answer a call", "draft of an answer",
    "answer, to be changed", "answer, to be withdrawn", "draft of an answer, to be deleted",
}  # fmt: skip
