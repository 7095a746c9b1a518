"""Decimals of a response, without arithmetic of floating point, as requests have them.

What venues send as strings is taken digit by digit. Up to 15 significant digits a ``float`` does no
harm: every such decimal comes out of it as it went in. With 16 or 17 digits nobody can tell what the
venue has sent from what arithmetic has left behind, as in 0.30000000000000004.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Optional, Union

FLOAT_DIGITS = 15
"""Significant digits that a decimal keeps on its way through a ``float``."""

WIRE_DIGITS = 18
"""Digits that a decimal of a request may have before its point, and after it."""

# No number that is taken has as many digits, so that nothing is ever rounded.
EXACT = Context(prec=400)

_TEXT_LENGTH_MAX = 60
_SHOWN_LENGTH_MAX = 40
_DECIMAL = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,2})?")
_ROUNDED = Context(prec=FLOAT_DIGITS, rounding=ROUND_HALF_EVEN)


def parsed(text: str) -> Optional[Decimal]:
    """The decimal that a text is, if it is one."""
    if len(text) > _TEXT_LENGTH_MAX or not _DECIMAL.fullmatch(text):
        return None
    return Decimal(text)


def text_of(number: Union[int, float, Decimal]) -> str:
    """The shortest digits that mean the number."""
    return repr(number) if isinstance(number, float) else str(number)


def rounded(text: str) -> str:
    """A number with the digits that a ``float`` keeps, rounded to the nearest."""
    number = parsed(text)
    return text if number is None else str(_ROUNDED.plus(number))


def significant_digits(number: Decimal) -> int:
    """Digits without leading and trailing zeros; 1 for zero."""
    return len(EXACT.normalize(number).as_tuple().digits)


def is_zero(text: str) -> bool:
    """Whether a text is a number, and zero."""
    number = parsed(text)
    return number is not None and number == 0


def plain(number: Decimal) -> str:
    """Plain digits: no exponent, no zeros at the end."""
    return format(EXACT.normalize(number), "f")


def fits_the_wire(number: Decimal) -> bool:
    """Whether a request may have the number."""
    _, digits, exponent = EXACT.normalize(number).as_tuple()
    assert isinstance(exponent, int)
    return -exponent <= WIRE_DIGITS and len(digits) + exponent <= WIRE_DIGITS


def shortened(text: str) -> str:
    """A text that may be long, as messages show it."""
    return text if len(text) <= _SHOWN_LENGTH_MAX else text[:_SHOWN_LENGTH_MAX] + "…"
