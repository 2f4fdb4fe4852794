"""The printed recovery key: the 256-bit data key itself, in 13 groups a person can type.

Each group is four characters of Crockford's base32 and a check character over GF(32) that depends on the group's place, so a mistyped or
exchanged character, and groups in the wrong order, are found and named.
"""

from __future__ import annotations

from wmpeer.store.errors import RecoveryKeyLengthError, RecoveryKeyMistypedError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 13
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}


def spell(key: bytes) -> str:
    """*key* (32 bytes) as ``XXXXX-XXXXX-...``, 13 groups."""
    number = int.from_bytes(key, "big") << 4  # 256 bits in 52 characters of 5: four are left over
    values = [(number >> shift) & 31 for shift in range(255, -1, -5)]
    groups = (values[at : at + 4] for at in range(0, 52, 4))
    return "-".join("".join(ALPHABET[value] for value in [*group, _check(place, group)]) for place, group in enumerate(groups))


def read_back(typed: str) -> bytes:
    """The key that was typed in, whatever its case, spaces and dashes; O is 0, I and L are 1.

    Raises:
        RecoveryKeyLengthError: too few or too many characters.
        RecoveryKeyMistypedError: a group does not fit its check character.
    """
    letters = [letter for letter in typed.upper() if not (letter.isspace() or letter in "-–—.,_")]
    if len(letters) != GROUPS * 5:
        raise RecoveryKeyLengthError(count=len(letters), whole=GROUPS * 5, groups=GROUPS)
    number = 0
    for place in range(GROUPS):
        values = [_VALUE.get(letter, -1) for letter in letters[place * 5 : place * 5 + 5]]
        if -1 in values or _check(place, values[:4]) != values[4]:
            raise RecoveryKeyMistypedError(group=place + 1)
        for value in values[:4]:
            number = number << 5 | value
    if number & 15:
        raise RecoveryKeyMistypedError(group=GROUPS)
    return (number >> 4).to_bytes(32, "big")


def _check(place: int, values: list[int]) -> int:
    total = 0
    for value in values:
        total = _double(total) ^ value
    return _double(total) ^ place


def _double(value: int) -> int:
    """*value* times x in GF(32), modulo x^5 + x^2 + 1."""
    return (value << 1) ^ (0x25 if value & 16 else 0)
