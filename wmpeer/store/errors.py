"""What can go wrong with a workspace file, each with what to do next."""

from __future__ import annotations

from wmpeer.errors import WmpeerError


class NoWorkspaceError(WmpeerError):
    """There is no workspace “{name}” here.

    Check the folder and the name; a workspace's name ends in .wmpeer.
    """


class WorkspaceThereAlreadyError(WmpeerError):
    """“{name}” is there already.

    Choose another name, or open it instead; nothing was changed.
    """


class WorkspaceClosedError(WmpeerError):
    """The workspace has been closed.

    Open it again, then repeat what you were doing.
    """


class EmptyPassphraseError(WmpeerError):
    """The passphrase is empty.

    Choose several words that only you would put together.
    """


class WrongPassphraseError(WmpeerError):
    """That passphrase does not open “{name}”.

    Check Caps Lock and try again. If it is forgotten, use the printed recovery key.
    """


class PassphraseNotFreeError(WmpeerError):
    """That passphrase cannot be used in this workspace.

    Choose a longer one that only you would put together.
    """


class NoSuchKeyHolderError(WmpeerError):
    """This person has no passphrase in this workspace.

    Give them one first.
    """


class LastKeyError(WmpeerError):
    """This is the last passphrase that opens the workspace, so it stays.

    Give somebody else a passphrase first.
    """


class KeysMissingError(WmpeerError):
    """The keys of “{name}” are not beside it: “{keys}” is missing.

    Put that file back, from the place the workspace came from or from a backup, or type in the printed recovery key.
    """


class KeysDamagedError(WmpeerError):
    """Both copies of the keys beside “{name}” are damaged.

    Put back “{keys}” from a backup, or type in the printed recovery key. Nothing was changed.
    """


class KeysOfAnotherFileError(WmpeerError):
    """The keys beside “{name}” do not fit it: one is from another workspace or from before a change of key, or the file is no workspace.

    Put the file and its .keys back together from the same place, or restore a backup. Nothing was changed.
    """


class RecoveryKeyMistypedError(WmpeerError):
    """The recovery key has a mistake in group {group}.

    Compare that group with the printed sheet; capitals, spaces and dashes do not matter.
    """


class RecoveryKeyLengthError(WmpeerError):
    """The recovery key has {count} letters and digits; a whole one has {whole}.

    Type all {groups} groups from the printed sheet.
    """


class RecoveryKeyOfAnotherFileError(WmpeerError):
    """This recovery key belongs to another workspace than “{name}”.

    Look for the sheet that was printed when this workspace was made.
    """


class KeyChangeUnfinishedError(WmpeerError):
    """The key of “{name}” was being changed when that was interrupted.

    Open it with the passphrase of the person who was changing it: it is finished then.
    """


class KeyringEmptyError(WmpeerError):
    """This laptop's own key store does not hold a key for “{name}”.

    Type your passphrase instead; nothing is lost.
    """


class KeyringRefusedError(WmpeerError):
    """This laptop has no key store of its own that can be used, or it refused.

    The workspace goes on asking for your passphrase; nothing is lost.
    """


class WorkspaceInUseError(WmpeerError):
    """“{name}” is already open in {program} on {host} (process {pid}), since {since}.

    Go to that window, or close it, and try again.
    """


class WorkspaceBusyError(WmpeerError):
    """Another program is writing to “{name}”.

    Wait until it has finished, then try again; your text is still here and nothing was changed.
    """


class NewerWorkspaceError(WmpeerError):
    """“{name}” was saved by a newer wmpeer.

    Update this laptop, then open it again; nothing was changed.
    """

    exit_code = 3


class UnknownWorkspaceError(WmpeerError):
    """“{name}” opened, but it is not a wmpeer workspace.

    Choose another file; nothing was changed.
    """


class DamagedWorkspaceError(WmpeerError):
    """“{name}” is damaged. It was moved aside, whole, as “{aside}”; nothing was deleted.

    {offer}
    """


class StillReadError(WmpeerError):
    """“{name}” is still being read by another program, so what was deleted is not overwritten yet.

    Close that program and open the file once more: it goes on from there.
    """


class DamageFoundError(WmpeerError):
    """“{name}” has a damaged place, and this could not be done.

    Close wmpeer and open the workspace again: it will be checked from end to end.
    """


class DiskFullError(WmpeerError):
    """The disk is full, so this was not saved; everything saved before is safe.

    Make room on the disk, then try again; your text is still here.
    """


class NoRoomToOpenError(WmpeerError):
    """The disk is too full to open “{name}”; nothing is lost.

    Make room on the disk, then open it again.
    """


class DiskFaultError(WmpeerError):
    """The disk reported a fault, so this was not saved; everything saved before is safe.

    Try again; your text is still here. If it happens again, copy the newest backup to another disk.
    """


class WriteUncertainError(WmpeerError):
    """The disk reported a fault, and it is not certain that this was saved.

    Look whether it is there before you repeat it.
    """


class FolderReadOnlyError(WmpeerError):
    """“{folder}” does not allow wmpeer to write.

    Choose another folder, or ask for the right to write in this one.
    """


class NetworkFolderError(WmpeerError):
    """“{folder}” is on a network drive, where a workspace can be damaged or seen by others.

    Keep the workspace in {suggested}, and put packs and letters on the network drive instead.
    """


class RemovableFolderError(WmpeerError):
    """“{folder}” is on a removable disk, which can be pulled out in the middle of saving or lost.

    Keep the workspace in {suggested}, and carry packs and backups on the stick instead.
    """


class SyncedFolderError(WmpeerError):
    """“{folder}” is kept in step with {service}, which copies a workspace piece by piece and can damage it.

    Keep the workspace in {suggested}, and put packs and letters in the {service} folder instead.
    """


class BackupFailedError(WmpeerError):
    """The backup of “{name}” could not be made, or did not pass its check, and was not kept; the workspace itself is untouched.

    Check that the disk has room and the folder of backups can be written to, then make a backup again.
    """


class BackupDamagedError(WmpeerError):
    """The backup “{name}” is damaged or cut short.

    Choose an older backup; nothing was changed.
    """


class MigrationFailedError(WmpeerError):
    """“{name}” could not be brought up to this version of wmpeer; it is as it was before.

    Tell the regional office, and keep using the version you had.
    """


class StoreLibraryError(WmpeerError):
    """This installation of wmpeer has the wrong database library: {found} instead of {wanted}.

    Install wmpeer again.
    """
