"""Turns what an exchange answers about an account into requests."""

from crossguard.exchange.ccxt import from_ccxt
from crossguard.exchange.command import from_ccxt_by_command
from crossguard.exchange.draft import ImportedAccount
from crossguard.exchange.json_value import BadResponseError

__all__ = ["BadResponseError", "ImportedAccount", "from_ccxt", "from_ccxt_by_command"]
