"""What may stand in the way of an act of the exchange, and what is told of a pack that was taken in all the same."""

from __future__ import annotations

from wmpeer.errors import WmpeerError


class FingerprintDiffersError(WmpeerError):
    """The words read out are not those of this file.

    Nothing was changed. Compare them once more by telephone. If they still differ, do not go on: begin again with a new invitation.
    """


class FingerprintNotReadError(WmpeerError):
    """The words of this reply were not read out.

    Ring up whoever sent it, let them read the six words from their screen, and give them with --fingerprint.
    """


class NotAnInvitationError(WmpeerError):
    """“{name}” is not the file that is needed here.

    Who joins chooses the invitation that was sent to them (.wminvite); a coordinator chooses the reply that came back (.wmreply).
    """


class ContactAlteredError(WmpeerError):
    """“{name}” is not as it was made: something of it was changed on the way.

    Nothing was changed here. Copy it again from where it came from, or ask for it once more.
    """


class ContactNewerError(WmpeerError):
    """“{name}” was made by a newer wmpeer.

    Update this laptop, then choose it again; nothing was changed.
    """


class InvitationUsedError(WmpeerError):
    """This invitation was answered already, on {on}.

    Make another one, and send it; an invitation is for one laptop.
    """


class InvitationOldError(WmpeerError):
    """This invitation was good until {until}.

    Ask the coordinator for another one.
    """


class ReplyOfAnotherError(WmpeerError):
    """This reply answers no invitation that was made here.

    Open the workspace the invitation came from, or make another one.
    """


class NobodyToSendToError(WmpeerError):
    """Nobody’s laptop is known here to send to.

    Invite somebody first, and admit their laptop when they have replied.
    """


class NothingToHandOutError(WmpeerError):
    """There is nothing for {person} to read yet.

    Allocate an authority to them first.
    """


class NoSuchReceiptError(WmpeerError):
    """No pack was taken in here under that receipt.

    `wmpeer receipts` lists those there are.
    """


class AlreadyTakenBackError(WmpeerError):
    """What that pack brought was taken back already, on {on}.

    Take the pack in again, and it is shown again.
    """


class BuiltUponError(WmpeerError):
    """Something was written here upon what that pack brought: {what}.

    Say so and it is hidden with it (--even-so); nothing is lost, and taking the pack in again shows both.
    """


class DeviceIsLastError(WmpeerError):
    """This is the only coordinator’s laptop that is known.

    Admit another coordinator’s laptop first.
    """


class DeviceIsThisError(WmpeerError):
    """This is the laptop you work at, and what you write here would count no more.

    If it was lost and this file was put back from a copy, report it at another coordinator’s laptop.
    """


class NoSuchDeviceError(WmpeerError):
    """No laptop “{name}” is known here.

    `wmpeer laptops` lists those there are.
    """


class SeveralDevicesError(WmpeerError):
    """“{name}” is said of several laptops here: {known}.

    Name one of them by the beginning of its id.
    """


class InvitedElsewhereError(WmpeerError):
    """“{name}” is there already, and was not made by accepting this invitation.

    Choose another name for the workspace that is to be made.
    """


class EraseTooEarlyError(WmpeerError):
    """This cycle is kept until {on}.

    Wait until then; or, where the regional office has decided so, type its name to erase it now.
    """


# told of a pack, and no reason to refuse it


class ClockFarOffError(WmpeerError):
    """The clock of the laptop that “{name}” comes from was {how} off.

    Everything was taken in. Ask {person} to set it; what they wrote meanwhile shows the moments of their clock.
    """


class CopiedLaptopError(WmpeerError):
    """Two laptops go by one name: “{name}” has another history than what is here from {device}.

    Both are kept. Ask {person} whether a file was copied or restored, and let one of them join anew.
    """


class OlderThanKnownError(WmpeerError):
    """“{name}” is older than what is here already.

    Nothing is lost by it. Ask {person} for their newest pack if you expected something.
    """


class SentBeforeError(WmpeerError):
    """“{name}” was taken in already, on {on}.

    Nothing changed by taking it in again.
    """


class NewerKindsError(WmpeerError):
    """“{name}” brings what only a newer wmpeer knows: {count}.

    It is kept and passed on. Update this laptop, and it is shown.
    """


class ChangedApartError(WmpeerError):
    """{count} in “{name}” changed here too, in another part.

    Both changes are kept, and there is nothing to settle.
    """
