"""Serves the pages with a small pool of threads."""

from __future__ import annotations

from typing import Any

import click

from concertation.cli.bilingual import command, option
from concertation.cli.options import language_option
from concertation.core.text import Language, Text


@command(french="Sert les pages du registre.")
@option("--host", default="127.0.0.1", show_default=True, help=Text(en="Where to listen.", fr="Où écouter."))
@option("--port", default=8000, show_default=True, help=Text(en="On which port.", fr="Sur quel port."))
@option(
    "--threads",
    default=4,
    show_default=True,
    help=Text(en="Requests answered at once.", fr="Requêtes servies à la fois."),
)
@language_option
def serve(host: str, port: int, threads: int, language: Language) -> None:
    """Serve the register's pages."""
    from concertation.cli.register import prepare_register  # noqa: PLC0415 loads the framework

    prepare_register()
    click.echo(f"Concertation — http://{host}:{port}/  (Ctrl+C to stop · Ctrl+C pour arrêter)")
    serve_pages(host=host, port=port, threads=threads)


def serve_pages(*, host: str, port: int, threads: int) -> None:
    """Blocks, answering requests, until it is interrupted; long work is done by a process beside."""
    from concertation.cli.companion import working_beside  # noqa: PLC0415 only servers need it

    with working_beside():
        _serve(host=host, port=port, threads=threads)


def _serve(*, host: str, port: int, threads: int) -> None:
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 only servers need it

    class Server(BaseApplication):  # type: ignore[misc]  # the library carries no types
        """One process, several threads: what SQLite serves best."""

        def load_config(self) -> None:
            self.cfg.set("bind", f"{host}:{port}")
            self.cfg.set("workers", 1)
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", threads)
            self.cfg.set("loglevel", "warning")
            # No line for each request, and none that names who asked or what: see docs/waves.md, 5.
            self.cfg.set("accesslog", None)
            self.cfg.set("logger_class", "concertation.cli.server_log.DiscreetLog")
            self.cfg.set("proc_name", "concertation")

        def load(self) -> Any:
            from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 after the settings

            from concertation.journeys.looking_ahead import begin_looking_ahead  # noqa: PLC0415 the same

            begin_looking_ahead()
            return get_wsgi_application()

    Server().run()
