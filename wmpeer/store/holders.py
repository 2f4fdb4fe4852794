"""Who opens a workspace: passphrases of people, this laptop's own key store, the recovery key."""

from __future__ import annotations

import threading
from pathlib import Path

from wmpeer.store import keyfile, keys, laptop_key, recovery
from wmpeer.store.keys import STANDARD, Cost, DataKey, Keys


class Holders:
    """The keys of an open workspace; `slot` is the person whose key opened it."""

    def __init__(self, path: Path, slot: str, key: DataKey, held: Keys) -> None:
        self.path, self.slot = path, slot
        self._key, self._keys = key, held
        self._keys_turn = threading.Lock()

    def people(self) -> tuple[str, ...]:
        """The ids of those whose passphrase opens this workspace."""
        return self._keys.people()

    def add_slot(self, person: str, passphrase: str, *, cost: Cost = STANDARD) -> None:
        """Give *person* a passphrase of their own, or another in place of the one they had.

        Raises:
            EmptyPassphraseError, PassphraseNotFreeError, FileNotWrittenError.
        """
        with self._keys_turn:
            self._save(keys.add_person(self._keys, self._key, person, passphrase, cost))

    def remove_slot(self, person: str) -> None:
        """*person*'s passphrase no longer opens this file. (Who has copied the file and its old keys still has them.)

        Raises:
            NoSuchKeyHolderError, LastKeyError, FileNotWrittenError.
        """
        with self._keys_turn:
            self._save(keys.remove_person(self._keys, person))

    def take_over(self, between: str, person: str, passphrase: str, *, cost: Cost = STANDARD) -> None:
        """*person* gets a passphrase in place of all that opened it for them and for *between* (both ids), or nothing is changed.

        Raises:
            EmptyPassphraseError, PassphraseNotFreeError, FileNotWrittenError.
        """
        with self._keys_turn:
            left = tuple(one for one in self._keys.slots if one.person not in (between, person))
            self._save(keys.add_person(self._keys.with_slots(left), self._key, person, passphrase, cost))

    def change_passphrase(self, old: str, new: str, *, cost: Cost = STANDARD) -> None:
        """Another passphrase for the person who opened the file.

        Raises:
            WrongPassphraseError: *old* is not theirs. EmptyPassphraseError, PassphraseNotFreeError, FileNotWrittenError.
        """
        with self._keys_turn:
            self.refuse_wrong(old)
            self._save(keys.add_person(self._keys, self._key, self.slot, new, cost))

    def refuse_wrong(self, passphrase: str) -> None:
        """Stop whoever does not know the passphrase of the person who opened the file.

        Raises:
            WrongPassphraseError: *passphrase* is not theirs.
        """
        keys.unlock(self._keys, passphrase, name=self.path.name, person=self.slot)

    def opens_here(self) -> bool:
        """Whether this laptop's own key store would open the file for the person who has it open."""
        return laptop_key.opens(self._keys, self.slot)

    def may_remember(self) -> bool:
        """Whether this laptop has a key store of its own that can be used."""
        return laptop_key.available()

    def remembered(self) -> tuple[str, ...]:
        """The ids of those for whom some laptop's own key store opens the file."""
        return tuple(one.person for one in self._keys.slots if one.kind == "keyring")

    def remember_here(self) -> None:
        """Let this laptop's own key store open the file for the person who has it open.

        Raises:
            KeyringRefusedError: there is none, or it refuses.
        """
        with self._keys_turn:
            self._save(laptop_key.remember(self._keys, self._key, self.slot))

    def forget_here(self) -> None:
        """This laptop asks for the passphrase again."""
        with self._keys_turn:
            self._save(laptop_key.forget(self._keys, self.slot))

    def recovery_key(self) -> str:
        """The recovery key, to be printed again."""
        return recovery.spell(self._key.reveal())

    def is_recovery_key(self, typed: str) -> bool:
        """Whether what was typed back is this workspace's recovery key.

        Raises:
            RecoveryKeyMistypedError, RecoveryKeyLengthError: with the group that has the mistake.
        """
        return DataKey(recovery.read_back(typed)) == self._key

    def _save(self, held: Keys) -> None:
        keyfile.save_keys(self.path, held)
        self._keys = held
