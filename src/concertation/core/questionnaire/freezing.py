"""What a wave keeps of its questions: plain values that JSON holds, and back, with nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from concertation.core.errors import InvalidData
from concertation.core.questionnaire.instrument import Instrument
from concertation.core.questionnaire.roster import Roster

_Value = TypeVar("_Value")


def freeze_instrument(instrument: Instrument) -> dict[str, Any]:
    """The instrument as dictionaries, lists, words, numbers and booleans; ``thaw_instrument`` gives it back."""
    return dict(_frozen(instrument))


def thaw_instrument(frozen: Mapping[str, Any]) -> Instrument:
    """The instrument that was frozen; raises ``InvalidData`` where what is needed is not there."""
    return _thawed(Instrument, frozen)


def freeze_roster(roster: Roster) -> dict[str, Any]:
    """The roster as dictionaries, lists, words and numbers; ``thaw_roster`` gives it back."""
    return dict(_frozen(roster))


def thaw_roster(frozen: Mapping[str, Any]) -> Roster:
    """The roster that was frozen; raises ``InvalidData`` where what is needed is not there."""
    return _thawed(Roster, frozen)


def _frozen(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _frozen(getattr(value, field.name)) for field in fields(value)}
    return [_frozen(one) for one in value] if isinstance(value, tuple) else value


def _thawed(kind: type[_Value], frozen: Any) -> _Value:
    """A value of that kind; a part that has a value of its own may be absent from an older wave."""
    if get_origin(kind) is tuple:
        return tuple(_thawed(get_args(kind)[0], one) for one in frozen)  # type: ignore[return-value]
    if not is_dataclass(kind):
        return frozen  # type: ignore[no-any-return]
    missing = [field.name for field in fields(kind) if field.name not in frozen and _is_needed(field)]
    if missing:
        raise InvalidData(count=len(missing), listing=", ".join(f"{kind.__name__}.{name}" for name in missing))
    return kind(**{name: _thawed(part, frozen[name]) for name, part in _parts(kind).items() if name in frozen})


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def _parts(kind: type[Any]) -> Mapping[str, type[Any]]:
    return MappingProxyType(get_type_hints(kind))
