"""Personal links: each message carries a new one, all open the same invitation, and only their prints are kept."""

from __future__ import annotations

import secrets

from concertation.core.errors import ConcertationError
from concertation.journeys.secret_print import print_of_secret
from concertation.store.models.surveys import SurveyInvitation, SurveyLink


class LinkOver(ConcertationError):
    """A link that opens nothing: mistyped, cut short, or of an invitation that was taken back."""

    code = "link-over"
    english = (
        "This link opens nothing. It may have been cut when it was copied: open it from the message itself, "
        "or ask whoever sent it for another."
    )
    french = (
        "Ce lien n’ouvre rien. Il a peut-être été coupé lors de la copie\u00a0: ouvrez-le à partir du message même, "
        "ou demandez-en un autre à la personne qui l’a envoyé."
    )


def issue_link(invitation: SurveyInvitation) -> str:
    """A new secret for the address of a personal link; it exists here and nowhere else."""
    token = secrets.token_urlsafe(32)
    SurveyLink.objects.create(invitation=invitation, token_print=print_of_secret(token))
    return token


def invitation_of(token: str) -> SurveyInvitation:
    """The invitation that the link opens, with its wave; raises ``LinkOver``."""
    invitations = SurveyInvitation.objects.select_related("wave").defer("wave__instrument", "wave__roster")
    found: SurveyInvitation | None = invitations.filter(links__token_print=print_of_secret(token)).first()
    if found is None:
        raise LinkOver
    return found
