"""What can go wrong between a program and the register, and the status by which HTTP says so."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from concertation.core.errors import ConcertationError


class InvalidRequest(ConcertationError):
    """Parts of a request that the document does not allow, all of them at once."""

    code = "invalid-request"
    english = "{count} part(s) of the request cannot be read. Each is listed with what to write instead."
    french = "{count} partie(s) de la requête sont illisibles. Chacune est indiquée avec ce qu’il faut écrire."

    def __init__(self, *faults: Mapping[str, Any]) -> None:
        self.faults = faults
        super().__init__(count=len(faults))


class UnreadableBody(ConcertationError):
    """A body that is not the JSON object announced."""

    code = "unreadable-body"
    english = "The body is not a JSON object in UTF-8. Write one, without NUL characters or numbers out of range."
    french = "Le corps n’est pas un objet JSON en UTF-8. Rédigez-en un, sans caractère nul ni nombre hors limites."


class WrongBodyType(ConcertationError):
    """A body of another type than JSON."""

    code = "wrong-body-type"
    english = "The body must be JSON. Send it with the header “Content-Type: application/json”."
    french = "Le corps doit être en JSON. Envoyez-le avec l’en-tête « Content-Type », qui vaut « application/json »."


class NoSuchAddress(ConcertationError):
    """An address at which the API has nothing."""

    code = "no-such-address"
    english = "There is nothing at {path}. The addresses of the API are listed at {document}."
    french = "Il n’y a rien à l’adresse {path}. Les adresses de l’API sont énumérées à {document}."


class WrongMethod(ConcertationError):
    """A method that an address does not know."""

    code = "wrong-method"
    english = "{method} is not possible here. Use one of: {allowed}."
    french = "{method} n’est pas possible ici. Choisissez parmi : {allowed}."


class NotAcceptable(ConcertationError):
    """No format that a program accepts is offered here."""

    code = "not-acceptable"
    english = "This address answers in {offered}. Ask for one of these in “Accept”, or for any with “*/*”."
    french = "Cette adresse répond en {offered}. Demandez-en un dans « Accept », ou n’importe lequel avec « */* »."


class AccountNeeded(ConcertationError):
    """What a visitor asked for is open to some accounts only."""

    code = "account-needed"
    english = "This is not open to everybody. Show a key: “Authorization: Bearer …”. Keys are made at {keys}."
    french = "Ce n’est pas ouvert à tous. Présentez une clé (Bearer) dans « Authorization »; elles se créent à {keys}."


class KeyReadsOnly(ConcertationError):
    """A program tried to write with a key that reads."""

    code = "key-reads-only"
    english = "This key reads only. Make one that writes, at {keys}, if your account may correct the register."
    french = "Cette clé ne fait que lire. Créez-en une qui écrit, à {keys}, si votre compte peut corriger le registre."


class ForgedRequest(ConcertationError):
    """A write with a session, without the proof that it comes from the pages of the register."""

    code = "forged-request"
    english = "A write with a session needs the header X-CSRFToken. Send it, or use a key instead."
    french = "Une écriture avec une session exige l’en-tête X-CSRFToken. Envoyez-le, ou servez-vous plutôt d’une clé."


class VersionNeeded(ConcertationError):
    """A correction or a removal that does not say which version of the fact it is based on."""

    code = "version-needed"
    english = "Say which version you have read: send its ETag in “If-Match”. Read the fact first to get it."
    french = "Dites quelle version vous avez lue : envoyez son ETag dans « If-Match ». Lisez d’abord le fait."


class ReadAnotherVersion(ConcertationError):
    """A removal based on a version that is no longer the last."""

    code = "read-another-version"
    english = "{who} changed this fact since you read it. Nothing was removed: read it again, then decide."
    french = "{who} a modifié ce fait depuis votre lecture. Rien n’a été retiré : relisez-le, puis décidez."


class TooManyRequests(ConcertationError):
    """More requests than a program may send in a minute."""

    code = "too-many-requests"
    english = "Too many requests: {rate} are answered. Wait {seconds} s, then go on."
    french = "Trop de requêtes : {rate} reçoivent une réponse. Attendez {seconds} s, puis continuez."


class Unexpected(ConcertationError):
    """A fault of the program itself."""

    code = "unexpected"
    english = (
        "Something went wrong on our side. Nothing was written. Try again; if it lasts, tell who keeps this register."
    )
    french = "Un problème est survenu de notre côté. Rien n’a été écrit. Réessayez; si cela dure, signalez-le."


# Errors of the other floors, by the status that says the same to a program; the others are faults of the request.
class NotMeasured(ConcertationError):
    """The work that measures a large network was stopped, or has failed."""

    code = "not-measured"
    english = "The measures of this network could not be worked out a while ago. Ask again in an hour."
    french = "Les mesures de ce réseau n’ont pas pu être calculées tout à l’heure. Redemandez-les dans une heure."


STATUSES: Mapping[str, int] = MappingProxyType(
    {
        "unreadable-body": 400,
        "account-needed": 401,
        "unusable-token": 401,
        "not-allowed": 403,
        "key-reads-only": 403,
        "forged-request": 403,
        "no-such-address": 404,
        "unknown-record": 404,
        "unknown-measure": 404,
        "unknown-column": 404,
        "unknown-fact-kind": 404,
        "unknown-scheme": 404,
        "unknown-network-kind": 404,
        "wrong-method": 405,
        "not-acceptable": 406,
        "held-fact": 409,
        "cannot-undo": 409,
        "cannot-merge": 409,
        "recorded-answer": 409,
        "wave-wrong-state": 409,
        "wave-not-ready": 409,
        "wave-results-seen": 409,
        "wave-answers-gone": 409,
        "gone-meanwhile": 410,
        "read-another-version": 412,
        "stale-fact": 412,
        "stale-merge": 412,
        "wrong-body-type": 415,
        "invalid-request": 422,
        "refused-fact": 422,
        "version-needed": 428,
        "too-many-requests": 429,
        "unexpected": 500,
        "not-measured": 503,
    }
)
