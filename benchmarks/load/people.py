"""Fifty people who browse and ten who edit, each thinking between two pages, all drawn from a seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from threading import Event, Thread

from benchmarks.load.ground import Ground
from benchmarks.load.pages import Browser, Form

# Seconds between an answer and the next page asked, exponential: a person reads, then chooses.
THINKING = 5.0
# Seconds between a form opened and the form sent.
WRITING = 4.0
# How often the next page of a partnership is of the one that was being read.
_STAYING = 0.75
# Facts that several people have open at once, so that they do meet.
_HOT = 4

# How often each kind of page is asked for.
MIX = {
    "home": 1,
    "partnerships": 1,
    "facets": 2,
    "organisations": 1,
    "partnership": 3,
    "section": 5,
    "organisation": 3,
    "history": 1,
    "search": 1,
}
_SECTIONS = ("members", "bodies", "agreements", "meetings", "activities", "typology", "contributions", "decisions")
_CHOICES = (
    "reach=local",
    "kinds=mixed",
    "number=multipartite",
    "articulation=consultative",
    "reach=regional&kinds=mixed",
    "sectors=several&number=multipartite",
)
_WORDS = ("merrow", "city", "école", "conseil", "health", "nouveaux arrivants", "library")
# What an editor changes: a kind, and the slots of free text of it.
_WRITTEN = {
    "organisation": ("note", "website"),
    "partnership": ("note", "purpose_en"),
    "membership": ("note", "locator"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One page: of what kind, the status of its answer, and its seconds."""

    kind: str
    status: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Written:
    """An edit that the server said it saved: over which version, what it put where."""

    kind: str
    key: str
    slot: str
    value: str
    seen: int


@dataclass(slots=True)
class Log:
    """What one person lived through."""

    pages: list[Seen] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    told: int = 0
    reading: str = ""
    failures: list[str] = field(default_factory=list)


def walk(ground: Ground, *, port: int, seconds: float, seed: int) -> list[Log]:
    """Everybody at once, until the time is over."""
    over = Event()
    people: list[tuple[Callable[..., None], Log, str]] = [(browse, Log(), key) for key in ground.readers]
    people += [(edit, Log(), key) for key in ground.editors]
    threads = [
        Thread(target=_live, args=(deed, ground, Browser(port, {"sessionid": key}), log, Random(seed + n), over))
        for n, (deed, log, key) in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    over.wait(seconds)
    over.set()
    for thread in threads:
        thread.join()
    return [log for _, log, _ in people]


def _live(deed: Callable[..., None], ground: Ground, browser: Browser, log: Log, chance: Random, over: Event) -> None:
    # Nobody arrives at the same instant.
    over.wait(chance.uniform(0, THINKING))
    while not over.is_set():
        try:
            deed(ground, browser, log, chance, over)
        except Exception as error:
            log.failures.append(repr(error))
        over.wait(chance.expovariate(1 / THINKING))


def browse(ground: Ground, browser: Browser, log: Log, chance: Random, over: Event) -> None:
    """One page more."""
    kind = chance.choices(list(MIX), list(MIX.values()))[0]
    if not log.reading or chance.random() > _STAYING:
        log.reading = chance.choice(ground.partnerships)
    address = address_of(kind, log.reading, chance.choice(ground.organisations), chance)
    answer = browser.get(address)
    log.pages.append(Seen(kind, answer.status, answer.seconds))


def address_of(kind: str, partnership: str, organisation: str, chance: Random) -> str:
    """Where a page of that kind is, in one of the two languages."""
    address = {
        "home": "",
        "partnerships": "partnerships/",
        "facets": f"partnerships/?{chance.choice(_CHOICES)}",
        "organisations": f"organisations/?page={chance.randint(1, 5)}",
        "partnership": f"partnerships/{partnership}/",
        "section": f"partnerships/{partnership}/{chance.choice(_SECTIONS)}/",
        "organisation": f"organisations/{organisation}/",
        "history": f"partnerships/{partnership}/history/",
        "search": f"search/?q={chance.choice(_WORDS).replace(' ', '+').replace('é', '%C3%A9')}",
    }[kind]
    language = chance.choice(("en", "fr"))
    return f"/{language}/{_in_french(address) if language == 'fr' else address}"


def _in_french(address: str) -> str:
    """The words of addresses follow the language; what stands after them does not."""
    for english, french in (("partnerships/", "partenariats/"), ("organisations/", "organismes/")):
        address = address.replace(english, french)
    return address.replace("search/", "recherche/").replace("/history/", "/historique/")


def edit(ground: Ground, browser: Browser, log: Log, chance: Random, over: Event) -> None:
    """Opens the form of a fact, writes, sends it; told that someone came first, looks, and sends it again."""
    kind = chance.choice(list(_WRITTEN))
    keys = getattr(ground, f"{kind}s")
    key = keys[chance.randrange(_HOT)] if chance.random() < 0.6 else chance.choice(keys)
    slot = chance.choice(_WRITTEN[kind])
    address = f"/en/facts/{kind}/{key}/edit/"
    answer = browser.get(address)
    log.pages.append(Seen("form", answer.status, answer.seconds))
    if answer.status != 200:
        log.failures.append(f"no form at {address}: {answer.status}")
        return
    value = f"https://example.org/{chance.randrange(10**12)}" if slot == "website" else f"{chance.randrange(10**12)}"
    for _ in range(3):
        form = Form(answer.text).fields
        over.wait(chance.expovariate(1 / WRITING))
        answer = browser.post(address, {**form, slot: value, "reason": "a call", "do": "save"})
        log.pages.append(Seen("save", answer.status, answer.seconds))
        if answer.status == 302:
            log.written.append(Written(kind, key, slot, value, int(form["seen"])))
            return
        if answer.status != 200:
            log.failures.append(f"not saved at {address}: {answer.status}")
            return
        log.told += 1
