"""What is done when the process is killed, by name; a deed that this version does not know is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.load.ground import LAST_DAY, SEED

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Rows of the workbook that is imported.
_ROWS = 400


@dataclass(frozen=True, slots=True)
class DeedOnRegister:
    """Something that writes: what must stand before, and the deed."""

    prepare: Callable[[Path], None]
    do: Callable[[Path], None]


def deeds() -> Mapping[str, DeedOnRegister]:
    """Those that this version knows."""
    found = {
        "import": DeedOnRegister(_stage, _import),
        "undo": DeedOnRegister(_stage_and_import, _undo),
        "backup": DeedOnRegister(_nothing, _back_up),
        "restoration": DeedOnRegister(_empty, _restore),
    }
    if find_spec("concertation.journeys.merging") is not None:
        found["merge"] = DeedOnRegister(_nothing, _merge)
    return found


def fill() -> None:
    """The invented region, and someone who may do all this."""
    from django.contrib.auth.models import User  # noqa: PLC0415 after the settings

    from concertation.core.demonstration import make_region  # noqa: PLC0415
    from concertation.journeys.permission import give_role  # noqa: PLC0415
    from concertation.store.history import recording  # noqa: PLC0415
    from concertation.store.loading import insert_facts  # noqa: PLC0415

    give_role(user=User.objects.create_superuser("marc"), role="steward")
    book, _ = make_region(np.random.default_rng(SEED), last_day=LAST_DAY)
    with recording(kind="imported", reason="the region"):
        insert_facts(book.rows)


def backup_file(folder: Path) -> Path:
    """Where the backup goes."""
    return folder / "backups" / "register.zip"


def _marc() -> User:
    from django.contrib.auth.models import User  # noqa: PLC0415 after the settings

    return User.objects.get(username="marc")


def _nothing(folder: Path) -> None:
    """The region is enough."""


def _stage(folder: Path) -> None:
    from openpyxl import Workbook  # noqa: PLC0415

    from concertation.journeys.workbook.staging import stage_import  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Organisations"
    sheet.append(["Code", "Name (English)", "Name (French)"])
    for number in range(_ROWS):
        sheet.append([f"sent-{number}", f"Quillfeather {number} Agency", f"Agence Plumepenne {number}"])
    target = BytesIO()
    book.save(target)
    stage_import(content=target.getvalue(), filename="sent.xlsx", user=_marc())


def _import(folder: Path) -> None:
    from concertation.journeys.workbook.staging import confirm_staged  # noqa: PLC0415
    from concertation.store.models import WorkbookImport  # noqa: PLC0415

    confirm_staged(
        WorkbookImport.objects.latest("id"),
        user=_marc(),
        reason="sent",
        unanswered="different",
        leave_faulty_rows=True,
    )


def _stage_and_import(folder: Path) -> None:
    _stage(folder)
    _import(folder)


def _undo(folder: Path) -> None:
    from concertation.journeys.undoing import undo_change  # noqa: PLC0415
    from concertation.store.models import Change  # noqa: PLC0415

    undo_change(Change.objects.latest("id").pk, user=_marc())


def _back_up(folder: Path) -> None:
    from concertation.journeys.whole_register import export_register  # noqa: PLC0415

    backup_file(folder).parent.mkdir(exist_ok=True)
    export_register(backup_file(folder))


def _empty(folder: Path) -> None:
    """The region in a file, and a register that has never held anything."""
    from django.core.management import call_command  # noqa: PLC0415

    from concertation.journeys.whole_register import export_register  # noqa: PLC0415

    (folder / "region.zip").unlink(missing_ok=True)
    export_register(folder / "region.zip")
    call_command("flush", verbosity=0, interactive=False)


def _restore(folder: Path) -> None:
    from concertation.journeys.whole_register import restore_register  # noqa: PLC0415

    restore_register(folder / "region.zip")


def _merge(folder: Path) -> None:
    from concertation.journeys.merging import merge_organisations  # noqa: PLC0415
    from concertation.store.models import Organisation  # noqa: PLC0415

    # The two organisations of the region that take part in most.
    kept, absorbed = sorted(Organisation.objects.values_list("key", flat=True))[:2]
    merge_organisations(kept=kept, absorbed=absorbed, user=_marc(), reason="one organisation")
