"""``concertation workbook``: template, preview, import and export, with exit codes that scripts can trust."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import Run

from concertation.cli.workbook import importing
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Change, Organisation

pytestmark = pytest.mark.django_db

# One row already there, one that differs, one that nearly bears a known name, one with a word of no vocabulary.
_ROWS = """Code,Name (English),Name (French),Kind of organisation
library,Public Library,Bibliothèque publique,Public library
city,City of Riverbend,Ville de Riverbend,Municipal
,Riverbend Newcomer Centres,Centres des nouveaux arrivants de Riverbend,
,Harbour House,Maison du Havre,Castle
"""
_DOUBT = "organisation:Organisations:4"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A register of three organisations, and a list of four that somebody keeps."""
    with recording(kind="test", reason="before"):
        insert_facts(
            {
                "organisation": {
                    "library": {"name_en": "Public Library", "name_fr": "Bibliothèque publique", "kind": "library"},
                    "city": {"name_en": "City of Riverbend", "name_fr": "Ville de Riverbend"},
                    "centre": {
                        "name_en": "Riverbend Newcomer Centre",
                        "name_fr": "Centre des nouveaux arrivants de Riverbend",
                    },
                }
            }
        )
    target = tmp_path / "Organisations.csv"
    target.write_text(_ROWS, encoding="utf-8")
    return target


@pytest.fixture
def sound(file: Path) -> Path:
    """The first two rows alone: nothing stands in their way."""
    file.write_text("\n".join(_ROWS.splitlines()[:3]), encoding="utf-8")
    return file


def test_a_template_is_written_in_the_language_asked_for(run: Run, tmp_path: Path) -> None:
    """One sheet a kind of fact."""
    target = tmp_path / "modele.xlsx"
    written = run("workbook", "template", "--language", "fr", target)
    assert (written.exit_code, written.stdout) == (0, f"{target}\n")
    assert {"Organismes", "Partenariats", "Réunions"} <= set(load_workbook(target, read_only=True).sheetnames)


@pytest.mark.parametrize("command", ["template", "export"])
def test_a_workbook_that_somebody_filled_is_never_overwritten(run: Run, tmp_path: Path, command: str) -> None:
    """The person chooses another name."""
    target = tmp_path / "mine.xlsx"
    target.write_bytes(b"hours of work")
    refused = run("workbook", command, target, "--language", "fr")
    assert refused.exit_code == 2
    assert "existe déjà" in refused.stderr
    assert target.read_bytes() == b"hours of work"


def test_a_preview_counts_by_sheet(run: Run, file: Path) -> None:
    """New, same, changed, doubtful, faulty."""
    told = json.loads(run("workbook", "preview", file, "--format", "json").stdout)
    expected = {"new": 0, "same": 1, "changed": 1, "doubtful": 1, "faulty": 1}
    assert told["counts"] == expected
    assert told["sheets"] == [{"sheet": "Organisations", "kind": "organisation", **expected}]


def test_a_preview_writes_nothing(run: Run, file: Path) -> None:
    """Not even a change."""
    run("workbook", "preview", file)
    assert Change.objects.count() == 1
    assert Organisation.objects.count() == 3


def test_every_fault_has_its_sheet_row_column_and_sentence(run: Run, file: Path) -> None:
    """In the language asked for."""
    fault = json.loads(run("workbook", "preview", file, "--format", "json", "--language", "fr").stdout)["faults"][0]
    assert (fault["sheet"], fault["row"], fault["column"]) == ("Organisations", 5, "Kind of organisation")
    assert fault["found"] == "Castle"
    assert fault["sentence"].startswith("«\u00a0Castle\u00a0» n’est pas dans la liste")


def test_a_doubt_names_its_candidates_with_reasons_and_a_proposal(run: Run, file: Path) -> None:
    """What a person needs to answer."""
    doubt = json.loads(run("workbook", "preview", file, "--format", "json").stdout)["doubts"][0]
    assert (doubt["id"], doubt["name"], doubt["answer"]) == (_DOUBT, "Riverbend Newcomer Centres", None)
    assert [(c["id"], c["key"]) for c in doubt["candidates"]] == [("record:centre", "centre")]
    assert doubt["candidates"][0]["reasons"]
    assert doubt["proposal"] in ("different", "record:centre")


def test_a_change_says_before_and_after(run: Run, file: Path) -> None:
    """The kind of the city was unknown."""
    change = json.loads(run("workbook", "preview", file, "--format", "json").stdout)["changes"][0]
    assert (change["key"], change["row"]) == ("city", 3)
    assert change["differences"] == [{"column": "Kind of organisation", "before": None, "after": "Municipal"}]


def test_a_preview_reads_as_words(run: Run, file: Path) -> None:
    """Counts, faults, changes, doubts, and how to answer."""
    told = run("workbook", "preview", file, "--language", "fr").stdout
    for words in ("toutes les feuilles", "Anomalies à corriger", "inconnu → Municipal", "La même chose", _DOUBT):
        assert words in told


def test_a_preview_as_csv_is_one_remark_a_line(run: Run, file: Path) -> None:
    """To sort and share in a spreadsheet."""
    rows = list(csv.DictReader(io.StringIO(run("workbook", "preview", file, "--format", "csv").stdout)))
    assert [(row["what"], row["row"]) for row in rows] == [("fault", "5"), ("doubt", "4"), ("change", "3")]


def test_a_preview_of_rows_that_wait_ends_with_3(run: Run, file: Path) -> None:
    """Scripts stop there."""
    assert run("workbook", "preview", file).exit_code == 3


def test_a_preview_of_sound_rows_ends_with_0(run: Run, sound: Path) -> None:
    """Nothing stands in the way."""
    assert run("workbook", "preview", sound).exit_code == 0


def test_an_import_is_one_change_with_its_reason(run: Run, sound: Path) -> None:
    """What scripts do."""
    done = run("workbook", "import", sound, "--reason", "Spring update", "--yes")
    assert (done.exit_code, done.stdout.startswith("1 fact written (change ")) == (0, True)
    assert Change.objects.order_by("id").last().reason == "Spring update"  # type: ignore[union-attr]
    assert Organisation.objects.get(key="city").kind == "municipal"


def test_the_result_is_also_json(run: Run, sound: Path) -> None:
    """With the number of the change."""
    result = json.loads(run("workbook", "import", sound, "--reason", "x", "--yes", "--format", "json").stdout)
    assert (result["written"], result["left_out"], result["change"]) == (1, 0, Change.objects.latest("id").pk)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [((), "ressemblent à quelque chose de connu"), (("--unanswered", "different"), "Il reste 1 anomalie")],
)
def test_rows_that_wait_for_a_person_end_with_3(run: Run, file: Path, options: tuple[str, ...], sentence: str) -> None:
    """Nothing is written."""
    refused = run("workbook", "import", file, "--reason", "x", "--yes", "--language", "fr", *options)
    assert refused.exit_code == 3
    assert sentence in refused.stderr
    assert Change.objects.count() == 1


def test_doubts_are_answered_by_a_file(run: Run, file: Path, tmp_path: Path) -> None:
    """The other name is kept beside the known one, and the faulty row is left out."""
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({_DOUBT: "record:centre"}), encoding="utf-8")
    words = ("--reason", "x", "--answers", answers, "--leave-faulty-rows", "--yes", "--language", "fr")
    done = run("workbook", "import", file, *words)
    assert done.exit_code == 0
    assert "1 ligne fautive laissée de côté." in done.stdout
    assert Organisation.objects.count() == 3
    assert {name.name for name in Organisation.objects.get(key="centre").other_names.all()} == {
        "Riverbend Newcomer Centres",
        "Centres des nouveaux arrivants de Riverbend",
    }


@pytest.mark.parametrize("content", ["[]", "{", '{"a": 1}'])
def test_a_file_that_holds_no_answers_is_refused(run: Run, sound: Path, tmp_path: Path, content: str) -> None:
    """Before the register is opened."""
    answers = tmp_path / "answers.json"
    answers.write_text(content, encoding="utf-8")
    refused = run("workbook", "import", sound, "--reason", "x", "--yes", "--answers", answers)
    assert refused.exit_code == 2
    assert "is not a JSON object of answers" in refused.stderr


def test_without_a_terminal_nobody_is_asked(run: Run, sound: Path) -> None:
    """A script says --yes."""
    refused = run("workbook", "import", sound, "--reason", "x", "--language", "fr")
    assert refused.exit_code == 2
    assert "Ajoutez --yes" in refused.stderr


@pytest.mark.parametrize(("language", "typed"), [("en", "y\n"), ("fr", "o\n"), ("fr", "oui\n")])
def test_on_a_terminal_a_yes_writes(
    run: Run, sound: Path, monkeypatch: pytest.MonkeyPatch, language: str, typed: str
) -> None:
    """In either language; the preview is shown first."""
    monkeypatch.setattr(importing, "_somebody_is_there", lambda: True)
    done = run("workbook", "import", sound, "--reason", "x", "--language", language, typed=typed)
    assert done.exit_code == 0
    assert "→" in done.stderr
    assert Change.objects.count() == 2


@pytest.mark.parametrize("typed", ["n\n", "\n", "maybe\n", None])
def test_on_a_terminal_anything_else_writes_nothing(
    run: Run, sound: Path, monkeypatch: pytest.MonkeyPatch, typed: str | None
) -> None:
    """Exit code 1: stopped by the person."""
    monkeypatch.setattr(importing, "_somebody_is_there", lambda: True)
    stopped = run("workbook", "import", sound, "--reason", "x", "--language", "fr", typed=typed)
    assert stopped.exit_code == 1
    assert "rien n’a été fait" in stopped.stderr
    assert Change.objects.count() == 1


def test_a_register_that_moved_is_shown_again(run: Run, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person agrees to what they have seen, on the register as it is."""
    monkeypatch.setattr(importing, "_somebody_is_there", lambda: True)
    answers = iter([True, False])

    def agree_while_another_writes(language: str) -> bool:
        with recording(kind="test", reason="meanwhile"):
            insert_facts({"organisation": {f"new{Change.objects.count()}": {"name_en": "New"}}})
        return next(answers)

    monkeypatch.setattr(importing, "_agrees", agree_while_another_writes)
    stopped = run("workbook", "import", sound, "--reason", "x")
    assert stopped.exit_code == 1
    assert "The register changed meanwhile. Look again:" in stopped.stderr


def test_what_the_register_says_already_is_not_written_again(run: Run, sound: Path) -> None:
    """The second time there is nothing to write."""
    words = ("workbook", "import", sound, "--reason", "x", "--yes", "--language", "fr")
    run(*words)
    assert run(*words).stdout == "Rien à écrire\u00a0: le registre dit déjà tout cela.\n"


def test_a_file_of_which_no_row_was_recognised_says_so(run: Run, file: Path) -> None:
    """It is not the same as a register that says all this already."""
    stranger = file.with_name("friends.csv")
    file.rename(stranger)
    done = run("workbook", "import", stranger, "--reason", "x", "--yes")
    assert "no row of this file was recognised" in done.stdout


def test_an_unreadable_file_is_one_plain_sentence(run: Run, file: Path) -> None:
    """Exit code 2; the register is as it was."""
    broken = file.with_name("broken.xlsx")
    broken.write_bytes(b"PK\x03\x04 cut short")
    for command in (("preview",), ("import", "--reason", "x", "--yes")):
        refused = run("workbook", *command, broken, "--language", "fr")
        assert refused.exit_code == 2
        assert "est endommagé ou incomplet" in refused.stderr
    assert Change.objects.count() == 1


def test_an_export_imported_again_changes_nothing(run: Run, sound: Path, tmp_path: Path) -> None:
    """Every row is the same."""
    target = tmp_path / "register.xlsx"
    assert run("workbook", "export", target, "--language", "fr").exit_code == 0
    told = json.loads(run("workbook", "preview", target, "--format", "json").stdout)
    assert told["counts"] == {"new": 0, "same": 3, "changed": 0, "doubtful": 0, "faulty": 0}
