"""This laptop's own key store (Windows Credential Manager, macOS Keychain, Secret Service), where there is one.

It holds a random secret that wraps the data key in one more slot. Losing it loses nothing: the passphrase still opens the workspace.
"""

from __future__ import annotations

import logging
import secrets
from typing import Any

from wmpeer.store.errors import KeyringEmptyError, KeyringRefusedError
from wmpeer.store.keys import LIGHT, DataKey, Keys, Slot, unwrap, wrap

log = logging.getLogger(__name__)
_SERVICE = "wmpeer workspace"


def available() -> bool:
    """Whether this laptop has a key store that can be used."""
    store = _store()
    try:
        return store is not None and float(getattr(store.get_keyring(), "priority", 0)) >= 1
    except Exception as error:  # a backend lets errors of its own through: D-Bus, Windows, a broken installation
        _log_refusal(error)
        return False


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
    except Exception as error:
        raise KeyringRefusedError from error
    slot = wrap(key, secret, workspace=keys.workspace, person=person, kind="keyring", cost=LIGHT)  # 256 random bits need no stretching
    return keys.with_slots((*(one for one in keys.slots if (one.kind, one.person) != ("keyring", person)), slot))


def unlock_here(keys: Keys, *, name: str) -> tuple[DataKey, Slot]:
    """The data key and the slot that this laptop opens.

    Raises:
        KeyringEmptyError: it holds no key for this workspace, or it holds those of several people and cannot tell who is at work.
    """
    opened = [found for slot in keys.slots if (found := _opened(keys, slot))]
    if len(opened) != 1:
        raise KeyringEmptyError(name=name)
    return opened[0]


def opens(keys: Keys, person: str) -> bool:
    """Whether this laptop holds a key for *person*."""
    return any(_opened(keys, slot) for slot in keys.slots if slot.person == person)


def forget_all(keys: Keys) -> None:
    """Take every secret for *keys* out of this laptop's key store, as far as it lets us: they open nothing from now on."""
    store = _store()
    for slot in keys.slots if store is not None else ():
        if slot.kind == "keyring" and _secret(store, _account(keys, slot.person)):
            try:
                store.delete_password(_SERVICE, _account(keys, slot.person))
            except Exception as error:  # as in `available`
                _log_refusal(error)


def _opened(keys: Keys, slot: Slot) -> tuple[DataKey, Slot] | None:
    store = _store() if slot.kind == "keyring" else None
    secret = _secret(store, _account(keys, slot.person)) if store is not None else ""
    key = unwrap(slot, secret, workspace=keys.workspace) if secret else None
    return (key, slot) if key is not None else None


def forget(keys: Keys, person: str) -> Keys:
    """*keys* without *person*'s slot on this laptop; the key store forgets its secret too."""
    store = _store()
    if store is not None and _secret(store, _account(keys, person)):
        try:
            store.delete_password(_SERVICE, _account(keys, person))
        except Exception as error:
            raise KeyringRefusedError from error
    return keys.with_slots(tuple(one for one in keys.slots if (one.kind, one.person) != ("keyring", person)))


def _secret(store: Any, account: str) -> str:
    try:
        return str(store.get_password(_SERVICE, account) or "")
    except Exception as error:  # locked, gone or broken: the passphrase is asked for instead
        _log_refusal(error)
        return ""


def _log_refusal(error: Exception) -> None:
    log.info("this laptop's key store refused: %s", type(error).__name__)


def _account(keys: Keys, person: str) -> str:
    return f"{keys.workspace}/{person}"


def _store() -> Any:
    try:
        import keyring
        import keyring.errors
    except ImportError:
        return None
    return keyring
