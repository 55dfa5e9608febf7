"""What is written about each partnership: stages, areas, agreements, plans, reports, courses chosen."""

from __future__ import annotations

from datetime import date, timedelta

from concertation.core.demonstration.region.designs import Design, both_sides, read_document, words
from concertation.core.demonstration.region.scene import FEDERAL, Scene, Story

# Agreements among partners, by level of formality; a funding agreement comes with the last two.
_AMONG = (
    ("unwritten_understanding",),
    ("terms_of_reference",),
    ("terms_of_reference", "memorandum_of_understanding"),
)
_REASONS = {"active": "sustain", "under_reform": "reform", "ended": "end"}


def write_partnership(scene: Scene, design: Design, founded: date, over_on: date | None) -> None:
    """The partnership's own row, its areas, its objectives, its declared type and its stages of life."""
    family = read_document("families")[design.family]
    place = _place(design)
    fully = not design.sparse
    scene.write(
        "partnership",
        design.key,
        since=founded if fully else None,
        until=over_on,
        is_synthetic=True,
        has_legal_personality=(design.formality == 3) if fully else None,
        has_written_decision_rule=(design.formality >= 2) if fully else None,
        decision_rule="consensus" if fully and design.routines >= 2 else None,
        membership_is_open=(design.formality < 2) if fully else None,
        accountable_to=FEDERAL if design.formality == 3 else None,
        **both_sides("name", design.name or family["name"], **place),
        **(both_sides("acronym", design.acronym) if design.acronym else {}),
        **(both_sides("purpose", family["purpose"]) if fully else {}),
    )
    if not fully:
        return
    _write_areas(scene, design, founded, over_on)
    _write_objectives(scene, design, founded, over_on)
    declared = design.declared or design.largest_form
    if declared:
        scene.write(
            "declared_type",
            f"{design.key}-declared-articulation",
            partnership=design.key,
            facet="articulation",
            value=declared,
            since=founded,
        )
    _write_stages(scene, design, founded, over_on)


def write_papers(story: Story) -> None:
    """Agreements, plan and revisions, reports, resources of its own, and the courses that people chose."""
    if story.design.sparse:
        return
    _write_agreements(story)
    if story.design.routines >= 2:
        _write_plan(story)
        _write_reports(story)
    if story.design.formality >= 2 or story.design.routines == 3:
        _write_resources(story)
    _write_course(story)


def _place(design: Design) -> dict[str, str]:
    places = read_document("places")
    entries = {entry["key"]: entry for kind in ("municipality", "district") for entry in places[kind]}
    entry = entries.get(design.district or (design.places[0] if design.places else ""))
    return {"en": entry["name"]["en"], "fr": entry["name"]["fr"], "of": entry["of"]} if entry else {}


def _write_areas(scene: Scene, design: Design, founded: date, over_on: date | None) -> None:
    areas = [*design.places, *design.provinces, *([design.district] if design.district else [])]
    for area in areas + (["invented-country"] if design.country else []):
        scene.write(
            "partnership_area",
            f"{design.key}-{area}",
            partnership=design.key,
            area=area,
            since=founded,
            until=over_on,
        )
    for sector in read_document("families")[design.family]["sectors"][:2]:
        scene.write(
            "partnership_sector",
            f"{design.key}-{sector}",
            partnership=design.key,
            sector=sector,
            since=founded,
            until=over_on,
        )


def _write_objectives(scene: Scene, design: Design, founded: date, over_on: date | None) -> None:
    family = read_document("families")[design.family]
    weights = {"both": (1.0, 1.0), "concrete": (3.0, 1.0), "symbolic": (1.0, 3.0)}[design.orientation]
    for kind, weight in zip(("concrete", "symbolic"), weights, strict=True):
        scene.write(
            "objective",
            f"{design.key}-{kind}",
            partnership=design.key,
            kind=kind,
            weight=weight,
            since=founded,
            until=over_on,
            **both_sides("description", family[kind]),
        )


def _write_stages(scene: Scene, design: Design, founded: date, over_on: date | None) -> None:
    path = {
        "emerging": (("emerging", 0),),
        "proposed": (("emerging", 0), ("proposed", 60)),
        "forming": (("proposed", 0), ("forming", 120)),
        "active": (("forming", 0), ("active", 150)),
        "paused": (("forming", 0), ("active", 150)),
        "under_reform": (("forming", 0), ("active", 150)),
        "ended": (("forming", 0), ("active", 150)),
    }[design.stage]
    stages = [(stage, founded + timedelta(days=days)) for stage, days in path]
    if design.stage == "paused":
        stages.append(("paused", scene.last_day - timedelta(days=395)))
    if design.stage == "under_reform":
        stages.append(("under_reform", scene.last_day - timedelta(days=140)))
    if over_on is not None:
        stages.append(("ended", over_on))
    for stage, on in stages:
        scene.write(
            "lifecycle_event",
            f"{design.key}-{stage.replace('_', '-')}",
            partnership=design.key,
            stage=stage,
            on=on,
            ending_manner=design.ending if stage == "ended" else None,
        )


def _write_agreements(story: Story) -> None:
    level = story.design.formality
    for kind in _AMONG[min(level, 2)]:
        _write_agreement(story, kind, [member.organisation.key for member in story.partners], story.founded)
    if level >= 2:
        _write_agreement(story, "contribution_agreement", [FEDERAL, story.partners[0].organisation.key], story.founded)


def _write_agreement(story: Story, kind: str, parties: list[str], since: date) -> None:
    is_written = kind != "unwritten_understanding"
    until = story.over_on
    if is_written and story.design.agreement == "lapsed":
        until = story.scene.last_day - timedelta(days=story.scene.between(150, 300))
    elif kind != "terms_of_reference" and is_written and story.design.agreement == "expiring":
        until = story.scene.last_day + timedelta(days=story.scene.between(20, 75))
    elif kind == "contribution_agreement" and until is None:
        until = story.scene.last_day + timedelta(days=story.scene.between(400, 900))
    agreement = story.write(
        "agreement",
        kind.replace("_", "-"),
        partnership=story.key,
        kind=kind,
        since=since,
        until=until,
        signed_on=since if is_written else None,
        approved_on=since if kind == "terms_of_reference" else None,
        names_partnership=True if kind != "unwritten_understanding" else None,
        covers_governance=is_written,
        covers_management=kind in ("terms_of_reference", "memorandum_of_understanding"),
        covers_administration=kind == "contribution_agreement",
        covers_legal=kind in ("contribution_agreement", "memorandum_of_understanding"),
        covers_exit=kind == "memorandum_of_understanding" and story.scene.happens(0.5),
        defines_roles=is_written,
        amount=float(story.scene.between(8, 60) * 5000) if kind == "contribution_agreement" else None,
        **both_sides("title", words("agreements", kind)),
    )
    for party in dict.fromkeys(parties if is_written else ()):
        story.scene.write(
            "agreement_party",
            f"{agreement}-{party}",
            agreement=agreement,
            organisation=party,
            signed_on=since,
        )


def _write_plan(story: Story) -> None:
    adopted = story.founded + timedelta(days=200)
    if adopted > story.end:
        return
    plan = story.write(
        "plan",
        "plan",
        partnership=story.key,
        since=adopted,
        until=story.over_on,
        adopted_on=adopted,
        title_en="Action plan",
        title_fr="Plan d’action",
    )
    day, number = adopted + timedelta(days=365), 0
    while day <= story.end:
        number += 1
        story.scene.write(
            "plan_revision",
            f"{plan}-revision-{number}",
            plan=plan,
            on=day,
            **both_sides("description", story.scene.pick(words("revisions"))),
        )
        day += timedelta(days=365 if story.design.routines == 3 else 700)


def _write_reports(story: Story) -> None:
    years = range(max(story.founded, story.scene.first_day).year + 1, story.end.year + 1)
    for year in years:
        on = date(year, 1, 31)
        kind = "accountability_report" if story.design.formality >= 2 else "annual_report"
        if story.founded < on <= story.end:
            story.write(
                "report",
                f"report-{year}",
                partnership=story.key,
                kind=kind,
                on=on,
                addressed_to=FEDERAL if kind == "accountability_report" else None,
                **both_sides("title", words("reports", kind), year=str(year - 1)),
            )
    if story.design.routines == 3 and (story.end - story.founded).days > 900:
        on = story.end - timedelta(days=story.scene.between(120, 700))
        story.write(
            "report",
            "evaluation",
            partnership=story.key,
            kind="evaluation",
            on=on,
            **both_sides("title", words("reports", "evaluation")),
        )


def _write_resources(story: Story) -> None:
    since = story.founded + timedelta(days=180)
    if since > story.end:
        return
    lead = story.partners[0].organisation.key
    amounts = {
        "dedicated_staff": 0.5 * story.scene.between(1, 5),
        "own_budget": 5000.0 * story.scene.between(4, 40),
    }
    for kind, amount in amounts.items():
        story.write(
            "resource",
            kind.replace("_", "-"),
            partnership=story.key,
            kind=kind,
            amount=amount,
            provided_by=lead if kind == "dedicated_staff" else FEDERAL,
            since=since,
            until=story.over_on,
        )


def _write_course(story: Story) -> None:
    """Older partnerships have been looked at once, and a course was chosen."""
    if story.design.routines < 2 and story.over_on is None:
        return
    course = "merge" if story.design.ending == "merged" else _REASONS.get(story.design.stage)
    on = (story.over_on or story.scene.last_day) - timedelta(days=story.scene.between(60, 200))
    if course is None or on <= story.founded:
        return
    dissent = both_sides("dissent", words("resolutions", "dissent")) if story.scene.happens(0.4) else {}
    story.write(
        "decision_record",
        "course",
        partnership=story.key,
        course=course,
        decided_on=on,
        decided_by="Assembly of the partners / Assemblée des partenaires",
        review_on=on + timedelta(days=730) if story.over_on is None else None,
        **both_sides("reasons", words("resolutions", course)),
        **dissent,
    )
