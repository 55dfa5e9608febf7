"""One command to the main job."""

from __future__ import annotations

from multiprocessing import get_context

import click

from concertation.cli.bilingual import command, option
from concertation.cli.options import language_option
from concertation.core.text import Language, Text


@command(french="Charge la démonstration une fois, puis la sert. La fois suivante, les données sont gardées.")
@option("--host", default="127.0.0.1", show_default=True, help=Text(en="Where to listen.", fr="Où écouter."))
@option("--port", default=8000, show_default=True, help=Text(en="On which port.", fr="Sur quel port."))
@option(
    "--no-serve",
    is_flag=True,
    help=Text(en="Load the demonstration and stop.", fr="Charge la démonstration et s’arrête."),
)
@language_option
def demo(host: str, port: int, no_serve: bool, language: Language) -> None:
    """Load the demonstration once, then serve it. A second time, the data are kept."""
    from concertation.cli.register import prepare_register  # noqa: PLC0415 loads the framework

    prepare_register()
    from concertation.journeys.demonstration import load_demonstration  # noqa: PLC0415 after the settings

    summary = load_demonstration()
    if not summary.was_loaded_before:
        _publish_results() if no_serve else _publish_in_its_own_process()
    click.echo(summary.in_words())
    click.echo(f"\n  http://{host}:{port}/\n")
    for account in summary.accounts:
        click.echo(f"  {account.username:<12} {account.password:<28} {account.role_in_words}")
    click.echo("")
    if not no_serve:
        from concertation.cli.serve import serve_pages  # noqa: PLC0415 only when serving

        serve_pages(host=host, port=port, threads=4)


def _publish_results() -> None:
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    open_register()
    from concertation.journeys.demonstration_surveys import publish_survey_rounds  # noqa: PLC0415 measures load

    publish_survey_rounds()


def _publish_in_its_own_process() -> None:
    """The server forks: threads that measures start before it would not be there afterwards, and be waited for."""
    apart = get_context("spawn").Process(target=_publish_results)
    apart.start()
    apart.join()
