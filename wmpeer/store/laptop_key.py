"""This laptop's own key store (Windows Credential Manager, macOS Keychain, Secret Service), where there is one.

It holds a random secret that wraps the data key in one more slot. Losing it loses nothing: the passphrase still opens the workspace.
"""

from __future__ import annotations

import secrets
from typing import Any

from wmpeer.store.errors import KeyringEmptyError, KeyringRefusedError
from wmpeer.store.keys import LIGHT, DataKey, Keys, Slot, unwrap, wrap

_SERVICE = "wmpeer workspace"


def available() -> bool:
    """Whether this laptop has a key store that can be used."""
    store = _store()
    return store is not None and float(getattr(store.get_keyring(), "priority", 0)) >= 1


def remember(keys: Keys, key: DataKey, person: str) -> Keys:
    """*keys* with a slot that this laptop opens for *person*.

    Raises:
        KeyringRefusedError: the key store refuses or there is none.
    """
    store = _store()
    secret = secrets.token_urlsafe(32)
    if store is None:
        raise KeyringRefusedError
    try:
        store.set_password(_SERVICE, _account(keys, person), secret)
    except store.errors.KeyringError as error:
        raise KeyringRefusedError from error
    slot = wrap(key, secret, workspace=keys.workspace, person=person, kind="keyring", cost=LIGHT)  # 256 random bits need no stretching
    return keys.with_slots((*(one for one in keys.slots if (one.kind, one.person) != ("keyring", person)), slot))


def unlock_here(keys: Keys, *, name: str) -> tuple[DataKey, Slot]:
    """The data key and the slot that this laptop opens.

    Raises:
        KeyringEmptyError: it holds no key for this workspace.
    """
    store = _store()
    for slot in keys.slots if store is not None else ():
        if slot.kind == "keyring" and (secret := _secret(store, _account(keys, slot.person))):
            key = unwrap(slot, secret, workspace=keys.workspace)
            if key is not None:
                return key, slot
    raise KeyringEmptyError(name=name)


def forget(keys: Keys, person: str) -> Keys:
    """*keys* without *person*'s slot on this laptop; the key store forgets its secret too."""
    store = _store()
    if store is not None and _secret(store, _account(keys, person)):
        try:
            store.delete_password(_SERVICE, _account(keys, person))
        except store.errors.KeyringError as error:
            raise KeyringRefusedError from error
    return keys.with_slots(tuple(one for one in keys.slots if (one.kind, one.person) != ("keyring", person)))


def _secret(store: Any, account: str) -> str:
    try:
        return str(store.get_password(_SERVICE, account) or "")
    except store.errors.KeyringError:
        return ""  # locked or gone: the passphrase is asked for instead


def _account(keys: Keys, person: str) -> str:
    return f"{keys.workspace}/{person}"


def _store() -> Any:
    try:
        import keyring
        import keyring.errors
    except ImportError:
        return None
    return keyring
