"""Who may do what, to which rows: the one place that decides, and its table.

Pages and commands ask ``may`` and ``require`` with the row that they are about; journeys that write ask
``require_writing`` with all that they are about to write; journeys that read ask ``open_rows`` or ``open_keys``.
"""

from concertation.journeys.permission.asking import Subject, may, require
from concertation.journeys.permission.granting import (
    Right,
    check_right,
    give_role,
    grant_right,
    name_of,
    note_access,
    right_of,
    take_right,
    write_grant,
)
from concertation.journeys.permission.hands import Hands, Hold, Person, Row, forget_hands, hands_of, in_force
from concertation.journeys.permission.places import Place, place_of_record, slots_that_tell
from concertation.journeys.permission.reading import closed_kinds, kinds_by_row, open_keys, open_rows
from concertation.journeys.permission.table import (
    ROLE_NAMES,
    Act,
    Deed,
    Role,
    contact_kinds,
    deeds_of_roles,
    group_of,
    groups,
    is_contact,
    rules_of,
)
from concertation.journeys.permission.writing import Writing, may_add, refused_writings, require_writing

ROLES = deeds_of_roles()

__all__ = [
    "ROLES",
    "ROLE_NAMES",
    "Act",
    "Deed",
    "Hands",
    "Hold",
    "Person",
    "Place",
    "Right",
    "Role",
    "Row",
    "Subject",
    "Writing",
    "check_right",
    "closed_kinds",
    "contact_kinds",
    "deeds_of_roles",
    "forget_hands",
    "give_role",
    "grant_right",
    "group_of",
    "groups",
    "hands_of",
    "in_force",
    "is_contact",
    "kinds_by_row",
    "may",
    "may_add",
    "name_of",
    "note_access",
    "open_keys",
    "open_rows",
    "place_of_record",
    "refused_writings",
    "require",
    "require_writing",
    "right_of",
    "rules_of",
    "slots_that_tell",
    "take_right",
    "write_grant",
]
