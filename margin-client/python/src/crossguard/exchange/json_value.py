"""The values of a response, each with the place that it stands at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Dict, FrozenSet, List, Mapping, Optional

from crossguard.exchange import exact_number

_PART_LENGTH_MAX = 400


class BadResponseError(ValueError):
    """A response that can't become a request. The message names the place and what to change."""

    def __init__(self, place: str, rule: str) -> None:
        super().__init__(f"{_readable(place)}: {_readable(rule)}")


@dataclass(frozen=True)
class Reading:
    """How responses are read."""

    ignored: FrozenSet[str] = frozenset()
    """Names of fields that are taken as not there, wherever they stand."""

    rounds_floats: bool = False
    """Whether numbers of more digits than a ``float`` keeps are rounded, not refused."""


class JsonValue:
    """A value in a response. Whatever is asked of it and does not hold names its place."""

    def __init__(self, place: str, value: Any, reading: Reading) -> None:
        self.place = place
        self._value = value
        self._reading = reading

    @property
    def is_array(self) -> bool:
        return isinstance(self._value, (list, tuple))

    @property
    def is_nothing(self) -> bool:
        """Whether the value says nothing: null, false, zero, or empty."""
        if isinstance(self._value, (str, *_NUMBERS)) and not isinstance(self._value, bool):
            text = self._text()
            return text in ("", "false") or exact_number.is_zero(text)
        return self._value is None or self._value is False or not self._value

    def fields(self) -> Dict[str, JsonValue]:
        """The fields of an object by name."""
        if not isinstance(self._value, Mapping):
            raise self.problem(f"must be an object, is {self.describe()}")
        return {
            str(name): JsonValue(f"{self.place}.{name}", value, self._reading)
            for name, value in self._value.items()
            if name not in self._reading.ignored
        }

    def items(self) -> List[JsonValue]:
        """The entries of an array."""
        if not self.is_array:
            raise self.problem(f"must be an array, is {self.describe()}")
        return [
            JsonValue(f"{self.place}[{index}]", value, self._reading)
            for index, value in enumerate(self._value)
        ]

    def optional(self, name: str) -> Optional[JsonValue]:
        """A field, unless it is missing or null."""
        value = self.fields().get(name)
        return None if value is None or value._value is None else value

    def stated(self, name: str) -> Optional[JsonValue]:
        """A field, unless it is missing, null or an empty string."""
        value = self.optional(name)
        return None if value is None or value._value == "" else value

    def field(self, name: str) -> JsonValue:
        """A field that must be there."""
        value = self.optional(name)
        if value is None:
            raise self.problem(f"has no {name}")
        return value

    def text(self) -> str:
        """A string that is not empty."""
        if not isinstance(self._value, str) or not self._value:
            raise self.problem(f"must be a text, is {self.describe()}")
        return self._value

    def truth(self) -> bool:
        """True or false; venues also write them as strings."""
        word = self._value.lower() if isinstance(self._value, str) else self._value
        for answer in (True, False):
            if word is answer or word == str(answer).lower():
                return answer
        raise self.problem(f"must be true or false, is {self.describe()}")

    def decimal(self) -> Decimal:
        """A decimal, exactly as it is written."""
        is_number = isinstance(self._value, _NUMBERS) and not isinstance(self._value, bool)
        number = None
        if is_number or isinstance(self._value, str):
            number = exact_number.parsed(self._text())
        if number is None:
            raise self.problem(f"must be a number, is {self.describe()}")
        digits = exact_number.significant_digits(number)
        # A Decimal has the digits that it was given; what else is no string was a float.
        if is_number and not isinstance(self._value, Decimal):
            if digits > exact_number.FLOAT_DIGITS:
                raise self.problem(
                    f"{self.describe()} has {digits} digits, more than a floating-point number"
                    " keeps; write it as a string with the digits of the venue (ccxt does so with"
                    " exchange.number = String, in Python str), or add round_floats=True"
                )
        return number

    def positive(self) -> Decimal:
        """A decimal above zero."""
        number = self.decimal()
        if number <= 0:
            raise self.problem(f"must be positive, is {self.describe()}")
        return number

    def wire(self, number: Decimal) -> str:
        """A decimal that comes from here, in the form of a request."""
        if not exact_number.fits_the_wire(number):
            digits = exact_number.shortened(str(exact_number.EXACT.normalize(number)))
            raise self.problem(
                f"has more than {exact_number.WIRE_DIGITS} digits before or after its point:"
                f" {digits}"
            )
        return exact_number.plain(number)

    def problem(self, rule: str) -> BadResponseError:
        """What to raise where the value breaks a rule."""
        return BadResponseError(self.place, rule)

    def describe(self) -> str:
        """What stands there, short enough for a message."""
        if self._value is None:
            return "null"
        if isinstance(self._value, bool):
            return str(self._value).lower()
        if isinstance(self._value, Mapping):
            return "an object"
        if self.is_array:
            return "an array"
        text = exact_number.shortened(self._text())
        return f'"{text}"' if isinstance(self._value, str) else text

    def _text(self) -> str:
        if isinstance(self._value, str):
            return self._value
        if not isinstance(self._value, _NUMBERS):
            return str(self._value)
        text = exact_number.text_of(self._value)
        return exact_number.rounded(text) if self._reading.rounds_floats else text


@dataclass(frozen=True)
class KnownFields:
    """The fields that an object of a response may have.

    A field that is not among them must say nothing (null, false, zero, empty): it could change a
    figure.
    """

    read: FrozenSet[str]
    """What an importer reads; it sees to the values itself."""

    harmless: FrozenSet[str] = frozenset()
    """What changes no figure: what follows from others, times, permissions."""

    empty: Mapping[str, str] = field(default_factory=dict)
    """What changes figures and is not imported, with what to do where it is not zero."""

    def check(self, value: JsonValue) -> None:
        """Raises where the object has a field that says something and is not known."""
        for name, inner in value.fields().items():
            if name in self.read or name in self.harmless or inner.is_nothing:
                continue
            unknown = (
                f"is {inner.describe()}, and what it means for the margin is not known here; where"
                f' it means nothing, add ignore=["{name}"]'
            )
            raise inner.problem(self.empty.get(name, unknown))


_NUMBERS = (int, float, Decimal)


def _readable(text: str) -> str:
    visible = re.sub(r"[\x00-\x1f\x7f]", "?", text)
    return visible if len(visible) <= _PART_LENGTH_MAX else visible[:_PART_LENGTH_MAX] + "…"
