"""The built package alone, in an environment of its own: no checkout, no network, only what the wheel carries."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Asks the installed pages for the first page, in French, then for its style sheet and for the font that it names.
VISIT = """
import re, sys
from django.core.wsgi import get_wsgi_application
get_wsgi_application()
import concertation
from django.test import Client
client = Client(headers={"accept-language": "fr"})
page = client.get("/", follow=True, headers={"host": "127.0.0.1"})
style = re.search(r'href="(/static/[^"]+[.]css)"', page.text)[1]
sheet = client.get(style, headers={"host": "127.0.0.1"})
css = b"".join(sheet.streaming_content).decode()
font = re.search(r"url\\([\\"']?[.]?/?(fonts/[^)\\"']+)", css)[1]
found = client.get(style.rsplit("/", 1)[0] + "/" + font, headers={"host": "127.0.0.1"})
print(concertation.__file__)
print(page.status_code, sheet.status_code, found.status_code, sheet["content-type"], found["content-type"])
print("lang=fr" if 'lang="fr-CA"' in page.text else "lang=?", "Partenariats" in page.text, "--ink" in css)
"""


def run(command: Sequence[str | Path], cwd: Path, **settings: str) -> str:
    """What a command answers, away from the checkout and from the settings of these tests."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("CONCERTATION_", "DJANGO_", "PYTHON"))
    }
    done = subprocess.run(command, cwd=cwd, env=kept | settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the wheel alone and borrows the packages it depends on, already installed here.

    The editable installation beside those packages stays out of reach: its path is named in a file that only
    the environment it belongs to reads.
    """
    folder = tmp_path_factory.mktemp("environment")
    run([sys.executable, "-m", "venv", "--without-pip", folder], ROOT)
    uv = ROOT / ".tools" / "bin" / "uv"
    run([uv, "pip", "install", "-q", "--offline", "--no-deps", "--python", folder / "bin" / "python", wheel], ROOT)
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / "bin"


def test_wheel_carries_what_the_repository_does_not(wheel: Path) -> None:
    """Assets for the browser, the compiled French, the notices; and no source of either."""
    names = zipfile.ZipFile(wheel).namelist()
    carried = [
        "web/static/vendor/index.css",
        "web/static/vendor/index.js",
        "reports/documents/fonts/SourceSans3_400Regular.ttf",
        "locale/fr/LC_MESSAGES/django.mo",
        "py.typed",
    ]
    assert {f"concertation/{name}" for name in carried} <= set(names)
    assert any(name.endswith(".woff2") for name in names)
    assert {"LICENSE", "THIRD-PARTY-NOTICES.md"} <= {name.rpartition("/licenses/")[2] for name in names}
    assert not any(name.endswith((".po", ".map")) or "node_modules" in name for name in names)


def test_wheel_carries_every_file_of_data(wheel: Path) -> None:
    """Code, vocabularies, facts, sentences, templates: each file of the package but the sources of catalogues."""
    package = ROOT / "src" / "concertation"
    files = [path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    wanted = {
        path.relative_to(package.parent).as_posix() for path in files if path.suffix != ".po" and path.name != ".built"
    }
    assert len(wanted) > 300
    assert wanted - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_command_answers(environment: Path, tmp_path: Path) -> None:
    """The console command says what it can do, and keeps nothing behind."""
    answer = run([environment / "concertation", "--help"], tmp_path)
    assert "demo" in answer and "typology" in answer
    assert list(tmp_path.iterdir()) == []


def test_demonstration_and_first_page_come_from_the_wheel_alone(environment: Path, tmp_path: Path) -> None:
    """The demonstration loads, and the first page arrives in French with its style sheet and its font."""
    settings = {"CONCERTATION_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "concertation.project.settings"}
    loaded = run([environment / "concertation", "demo", "--no-serve"], tmp_path, **settings)
    assert "partenariats" in loaded
    place, statuses, words = run([environment / "python", "-c", VISIT], tmp_path, **settings).splitlines()
    assert Path(place).is_relative_to(environment.parent)
    assert statuses.startswith("200 200 200 text/css") and statuses.endswith("font/woff2")
    assert words == "lang=fr True True"
