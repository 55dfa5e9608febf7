"""Why answers cannot be taken now: each says what to do, and none of them loses what was written."""

from __future__ import annotations

from concertation.core.errors import ConcertationError


class WaveNotOpen(ConcertationError):
    """A link that came before its wave."""

    code = "wave-not-open"
    english = "These questions are not open yet. Keep this link: it will open them on the day."
    french = "Ces questions ne sont pas encore ouvertes. Gardez ce lien\u00a0: il les ouvrira le jour venu."


class WaveClosed(ConcertationError):
    """A wave that takes no answer any more."""

    code = "wave-closed"
    english = "These questions are closed. What was sent before counts; nothing more can be sent or changed."
    french = "Ces questions sont closes. Ce qui a été envoyé avant compte; plus rien ne peut être envoyé ni modifié."


class AlreadySent(ConcertationError):
    """A second sending in an anonymous wave."""

    code = "already-sent"
    english = (
        "Answers were already sent with this link, and they count. They are anonymous: nobody can find them again, "
        "so they cannot be changed, and nothing was added now."
    )
    french = (
        "Des réponses ont déjà été envoyées avec ce lien, et elles comptent. Elles sont anonymes\u00a0: personne ne "
        "peut les retrouver, elles ne peuvent donc pas être modifiées, et rien n’a été ajouté maintenant."
    )


class NothingToSend(ConcertationError):
    """A sending without one answer."""

    code = "nothing-to-send"
    english = "There is no answer to send yet. Answer at least one question; “I do not know” is an answer too."
    french = (
        "Il n’y a encore aucune réponse à envoyer. Répondez à au moins une question; "
        "«\u00a0Je ne sais pas\u00a0» est aussi une réponse."
    )


class UnknownCode(ConcertationError):
    """A code to go on that opens no answers of this wave."""

    code = "unknown-code"
    english = (
        "No answers of these questions open with the code “{code}”. Compare it with the one on your other device. "
        "A code is kept from the first answer on; you may also begin anew here."
    )
    french = (
        "Aucune réponse à ces questions ne s’ouvre avec le code «\u00a0{code}\u00a0». Comparez-le à celui de votre "
        "autre appareil. Un code est gardé dès la première réponse; vous pouvez aussi commencer à neuf ici."
    )
