"""A coordinator keeps the register: records a table and its members, takes a mistake back, brings in a list."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.walkthroughs.conftest import OpenPage

_HEADINGS = ("key", "name_en", "name_fr", "address_en", "city_en", "province", "postal_code")


def _record_table(page: Page, name: str) -> None:
    page.get_by_role("group", name=re.compile("^(Name|Nom)")).get_by_label(re.compile("English|Anglais")).fill(name)
    page.get_by_role("main").get_by_role("button", name=re.compile(r"^(Save|Enregistrer)$")).click()
    expect(page.get_by_role("status").filter(has_text=name)).to_be_visible()


@pytest.mark.parametrize(
    ("start", "name", "add", "member", "city", "save"),
    [
        ("/en/partnerships/", "Evening walk group", "Add: Partnership", "Add: Membership", "City of Calgary", "Save"),
        (
            "/fr/partenariats/",
            "Jumelage des quais",
            "Ajouter : Partenariat",
            "Ajouter : Adhésion",
            "Ville de Calgary",
            "Enregistrer",
        ),
    ],
    ids=["en", "fr"],
)
def test_a_new_table_gets_its_first_member(
    open_page: OpenPage, start: str, name: str, add: str, member: str, city: str, save: str
) -> None:
    """From the list, in the language of the person; the member is found by a few letters of its name."""
    page = open_page(start, as_="ana")
    page.get_by_role("link", name=add.replace(" :", "\u00a0:")).click()
    _record_table(page, name)
    page.goto(f"{start}?q={name.replace(' ', '+')}")
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
    page.get_by_role("link", name=re.compile("^(Members|Membres)")).first.click()
    page.get_by_role("link", name=member.replace(" :", "\u00a0:")).first.click()
    box = page.get_by_role("combobox").first
    box.press_sequentially(city[:12])
    page.get_by_role("option", name=city).first.click()
    page.get_by_role("main").get_by_role("button", name=save, exact=True).click()
    expect(page.get_by_role("table").get_by_role("link", name=city, exact=True)).to_be_visible()


def test_a_mistake_is_taken_back(open_page: OpenPage) -> None:
    """A fact removed by mistake comes back whole by one button."""
    page = open_page("/en/facts/partnership/add/", as_="ana")
    name = "Table removed by mistake"
    _record_table(page, name)
    page.goto(f"/en/partnerships/?q={name.replace(' ', '+')}")
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
    page.get_by_role("link", name=re.compile("^edit", re.I)).first.click()
    page.get_by_role("link", name="Remove this fact").click()
    page.get_by_label(re.compile("^Reason")).fill("A mistake")
    page.get_by_role("main").get_by_role("button", name=re.compile("^Remove")).click()
    page.get_by_role("button", name=re.compile("^Undo")).or_(page.get_by_role("link", name=re.compile("^Undo"))).click()
    page.goto(f"/en/partnerships/?q={name.replace(' ', '+')}")
    expect(page.get_by_role("main").get_by_role("link", name=name, exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("start", "lists", "name", "nom"),
    [
        ("/en/import/", "/en/organisations/", "Harbour Welcome House", "Maison d’accueil du Havre"),
        ("/fr/importation/", "/fr/organismes/", "Ridgeview Quilters’ Guild", "Guilde de courtepointe de Ridgeview"),
    ],
    ids=["en", "fr"],
)
def test_a_list_of_places_is_brought_in(
    open_page: OpenPage, tmp_path: Path, start: str, lists: str, name: str, nom: str
) -> None:
    """Sent, looked at, confirmed: two sites of one bilingual organisation make one organisation."""
    language = start[1:3]
    file = tmp_path / "places.csv"
    with file.open("w", newline="", encoding="utf-8") as written:
        rows = csv.writer(written)
        rows.writerow(_HEADINGS)
        rows.writerow((f"{language}-1", name, nom, "1 Pier Street", "Halifax", "NS", "B3J 1A1"))
        rows.writerow((f"{language}-2", name, nom, "9 Hill Street", "Halifax", "NS", "B3J 1A2"))
    page = open_page(start, as_="ana")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("main").locator("form button").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name=re.compile("Confirm|Confirmer")).first.click()
    page.locator("#reason").fill("A list of a walkthrough")
    page.locator(".confirm-form button").click()
    expect(page).to_have_url(re.compile(r"/(result|resultat)/$"))
    page.goto(f"{lists}?q={nom.rsplit(maxsplit=1)[-1]}+{nom.split(maxsplit=1)[0]}")
    expect(page.get_by_role("main").get_by_role("link", name=name if language == "en" else nom)).to_have_count(1)


def test_a_file_that_is_no_workbook_is_answered_in_a_sentence(open_page: OpenPage, tmp_path: Path) -> None:
    """The same page, what is wrong, what to do; nothing else happens."""
    file = tmp_path / "report.xlsx"
    file.write_bytes(b"PK\x03\x04 cut short")
    page = open_page("/en/import/", as_="ana")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("main").locator("form button").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("input[type=file]")).to_be_visible()


def test_a_visitor_is_asked_who_they_are_and_comes_back(open_page: OpenPage) -> None:
    """The way to the import passes by the sign-in page."""
    page = open_page("/fr/importation/")
    page.get_by_label("Nom d’utilisateur").fill("ana")
    page.get_by_label("Mot de passe").fill("demonstration-ana")
    page.get_by_role("main").get_by_role("button", name="Se connecter", exact=True).click()
    expect(page).to_have_url(re.compile("/fr/importation/$"))
