"""The gate of translations lets nothing through that a reader would trip on, in one language or the other."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from scripts.translations.bare_words import bare_words
from scripts.translations.catalogue import catalogue_faults, repeated_faults
from scripts.translations.extraction import Message, messages_of_python, messages_of_template
from scripts.translations.typography import slips
from scripts.translations.words_of_code import faults_of_code
from scripts.translations.words_of_data import faults_of_data

HEADER = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);"\n\n'


def faults(entries: str, *messages: Message) -> list[str]:
    """What the gate says of a catalogue when the program says these messages."""
    catalogue = read_po(BytesIO((HEADER + entries).encode()))
    return [str(fault) for fault in catalogue_faults(messages, catalogue, "django.po")]


def said(singular: str, plural: str = "") -> Message:
    """A message of a page."""
    return Message("page.html", 3, singular, plural)


def test_whole_catalogue_passes() -> None:
    """Nothing to say of a text translated once, whole."""
    assert faults('msgid "Members of %(name)s"\nmsgstr "Membres de %(name)s"\n', said("Members of %(name)s")) == []


def test_missing_translation_is_found_where_it_is_said() -> None:
    """The fault points at the page, since the catalogue says nothing of it."""
    assert faults("", said("Members")) == ["page.html:3: no French for “Members”"]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ('msgid "Members"\nmsgstr ""\n', "is empty"),
        ('#, fuzzy\nmsgid "Members"\nmsgstr "Membres"\n', "marked fuzzy"),
        ('msgid "Members"\nmsgstr "Membres de %(name)s"\n', "invents %(name)s"),
        ('msgid "Members"\nmsgid_plural "Members"\nmsgstr[0] "Membre"\nmsgstr[1] "Membres"\n', "plural on one side"),
        ('msgid "Members"\nmsgstr "Les membres :"\n', "a breaking space before “:”"),
    ],
)
def test_faulty_entry_is_found(entry: str, sentence: str) -> None:
    """Empty, uncertain, unlike, uneven or ill-set: each is said with the line of the catalogue."""
    (found,) = faults(entry, said("Members"))
    assert found.startswith("django.po:") and sentence in found


def test_lost_placeholder_is_found() -> None:
    """A French sentence that leaves out what the program fills in."""
    (found,) = faults('msgid "As of %(day)s"\nmsgstr "À ce jour"\n', said("As of %(day)s"))
    assert "loses %(day)s" in found


def test_plural_needs_its_two_forms() -> None:
    """French agrees with 0 and 1 in one form, with more in the other."""
    entry = 'msgid "{n} member"\nmsgid_plural "{n} members"\nmsgstr[0] "{n} membre"\nmsgstr[1] ""\n'
    (found,) = faults(entry, said("{n} member", "{n} members"))
    assert "is empty" in found


def test_singular_may_say_its_number_in_words() -> None:
    """« Un membre » needs no figure."""
    entry = 'msgid "One member"\nmsgid_plural "{n} members"\nmsgstr[0] "Un membre"\nmsgstr[1] "{n} membres"\n'
    assert faults(entry, said("One member", "{n} members")) == []


def test_unused_and_obsolete_entries_are_found() -> None:
    """What nothing says any more goes, whether it is kept in full or as a comment."""
    assert len(faults('msgid "Gone"\nmsgstr "Parti"\n\n#~ msgid "Older"\n#~ msgstr "Plus ancien"\n')) == 2


def test_entry_translated_twice_is_found() -> None:
    """Readers of catalogues would keep the last in silence."""
    entry = 'msgid "Members"\nmsgstr "Membres"\n\n'
    (found,) = repeated_faults(HEADER + entry + entry, "django.po")
    assert found.line == 7


def test_messages_of_python() -> None:
    """Contexts, plurals, lazy forms, and calls inside an f-string, which xgettext leaves out."""
    text = """a = pgettext_lazy("month", "May")\nb = f"{ngettext('one', 'many', n)}"\nc = gettext(variable)\n"""
    assert list(messages_of_python("views.py", text)) == [
        Message("views.py", 1, "May", context="month"),
        Message("views.py", 2, "one", "many"),
    ]


def test_messages_of_a_template() -> None:
    """Both tags, and the line where each stands."""
    text = (
        '{% load i18n %}\n<p>{% translate "Look" %}</p>\n'
        "{% blocktranslate count n=n %}one{% plural %}{{ n }}{% endblocktranslate %}"
    )
    assert list(messages_of_template("page.html", text)) == [
        Message("page.html", 2, "Look"),
        Message("page.html", 3, "one", "%(n)s"),
    ]


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>\nMembers</p>", [(1, "Members")]),
        ('<nav aria-label="Main"></nav>', [(1, "Main")]),
        ('<p>{% translate "Members" %} · {{ name }} – 3</p>', []),
        ("{% blocktranslate %}Members of {{ name }}{% endblocktranslate %}", []),
        ('<th lang="fr">Terme</th>', []),
        ('<html lang="en-CA"><h1>Lost</h1><h1 lang="fr">Introuvable</h1></html>', []),
        ('<html lang="{{ language }}-CA"><h1>Lost</h1></html>', [(1, "Lost")]),
        ("<code>since</code>{# a remark #}", []),
        ('<a class="brand" href="/">Concertation</a>', []),
    ],
)
def test_words_shown_without_translation(template: str, found: list[tuple[int, str]]) -> None:
    """Texts and labels read aloud; not code, not names, not what is marked as said in one language."""
    assert list(bare_words(template)) == found


@pytest.mark.parametrize(
    "french",
    [
        "Voir : tout",
        "Vraiment ?",
        "un ; deux",
        "« ici »",
        "«ici»",
        "60 %",
        "60%",
        "l'entente",
        "etc...",
        'dit "oui"',
        "Voir: ici",
    ],
)
def test_slips_of_typography(french: str) -> None:
    """After the Office québécois de la langue française, « Espacement avant et après les principaux signes »."""
    assert list(slips(french))


@pytest.mark.parametrize(
    "french",
    [
        "Voir\N{NBSP}: tout",
        "Vraiment?",
        "un; deux",
        "«\N{NBSP}ici\N{NBSP}»",
        "60\N{NBSP}%",
        "l’entente",
        "%(share)s",
        "à 14:30",
        "https://exemple.ca/a?b=c",
        "partenariats/<slug:key>/",
    ],
)
def test_well_set_french_passes(french: str) -> None:
    """What printers of Canada write, and what is not prose."""
    assert list(slips(french)) == []


def test_data_in_one_language_is_found_with_its_line(tmp_path: Path) -> None:
    """A side that is missing, empty, or says other figures."""
    text = 'label = { en = "Reach" }\nhelp_en = "Since {day}"\nhelp_fr = "Depuis"\nnote.en = "Read"\nnote.fr = ""\n'
    (tmp_path / "words.toml").write_text(text, encoding="utf-8")
    found = {(fault.line, fault.sentence) for fault in faults_of_data(tmp_path, ".")}
    assert (1, "label.en has no French beside it") in found
    assert (3, "help_fr does not keep the placeholders of the English") in found
    assert any("note.fr is empty" in sentence for _line, sentence in found)


def test_code_in_one_language_is_found(tmp_path: Path) -> None:
    """Bilingual texts and errors written in Python."""
    text = 'a = Text(en="Look", fr="")\nclass Lost(Error):\n    english = "No {name}."\n    french = "Introuvable."\n'
    (tmp_path / "words.py").write_text(text, encoding="utf-8")
    assert {fault.line for fault in faults_of_code(tmp_path, ".")} == {1, 4}
