"""What may be wrong with a pack: each refusal has a code of its own, and where it is refused nothing of the pack was taken."""

from __future__ import annotations

from wmpeer.errors import WmpeerError


class PackRefusedError(WmpeerError):
    """“{name}” was not taken in.

    Nothing was changed. Ask whoever sent it to hand it out again.
    """


# what anybody can see of the file


class NotAPackError(PackRefusedError):
    """“{name}” is not a pack of wmpeer.

    Choose the file that was handed to you; its name ends in .wmpack.
    """


class PackUnreadableError(PackRefusedError):
    """“{name}” could not be read: {why}.

    Nothing was changed. If it is on a stick or a share, see that it is still there, then try again.
    """


class PackEmptyError(PackRefusedError):
    """“{name}” has nothing in it.

    It may not have been copied yet: open the folder on this laptop, wait until the file is there, then try again.
    """


class PackCutShortError(PackRefusedError):
    """“{name}” is shorter than it should be: {have} of {whole} bytes are here.

    It may still be being copied. Wait until that is done, then try again; if it stays so, copy it once more.
    """


class PackTooLongError(PackRefusedError):
    """“{name}” is longer than it should be: something was added to it.

    Nothing was changed. Copy it again from where it came from, or ask for it once more.
    """


class PackTooLargeError(PackRefusedError):
    """“{name}” is larger than a pack may be ({most} MB).

    Nothing was changed. Ask whoever sent it to hand out fewer authorities at a time.
    """


class PackNewerError(PackRefusedError):
    """“{name}” was made by a newer wmpeer (version {version} of the format).

    Update this laptop, then take it in; nothing was changed.
    """


class PackAlteredError(PackRefusedError):
    """“{name}” is not as it was made: a part of it has changed on the way.

    Nothing was changed. Copy it again from where it came from, or ask for it once more.
    """


class PackForSomeoneElseError(PackRefusedError):
    """“{name}” was not made for this laptop.

    Nothing was changed. Ask whoever sent it for the pack that is for you.
    """


# what its manifest says


class PackOfAnotherCycleError(PackRefusedError):
    """“{name}” belongs to another cycle ({cycle}).

    Open the workspace of that cycle and take it in there; nothing was changed.
    """


class UnknownSenderError(PackRefusedError):
    """“{name}” comes from a laptop that is not known here.

    Nothing was changed. The coordinator admits a laptop when the words of its reply were read out; ask for that first.
    """


class DeviceRevokedError(PackRefusedError):
    """“{name}” comes from a laptop that was reported lost on {on}.

    Nothing was changed. If it has been found, admit it anew with an invitation.
    """


class SignatureWrongError(PackRefusedError):
    """“{name}” is not signed by the laptop it says it comes from.

    Nothing was changed. Ask that person whether they sent it, by telephone.
    """


class ManifestMalformedError(PackRefusedError):
    """“{name}” does not say what is in it as a pack does.

    Nothing was changed. Ask whoever sent it which wmpeer they use, and tell the regional office.
    """


class TooManyPartsError(PackRefusedError):
    """“{name}” has more parts than a pack may have.

    Nothing was changed. Ask whoever sent it to hand it out again.
    """


class PartMissingError(PackRefusedError):
    """A part of “{name}” is missing: {part}.

    Nothing was changed. Ask whoever sent it to hand it out again.
    """


class PartAlteredError(PackRefusedError):
    """A part of “{name}” is not what its sender signed: {part}.

    Nothing was changed. Ask whoever sent it to hand it out again.
    """


class UnknownPartNeededError(PackRefusedError):
    """“{name}” has a part that this wmpeer does not know and that it needs.

    Update this laptop, then take it in; nothing was changed.
    """


# how its revisions are written


class RevisionMalformedError(PackRefusedError):
    """A revision in “{name}” is not written as one.

    Nothing was changed. Ask whoever sent it which wmpeer they use, and tell the regional office.
    """


class RevisionTooLargeError(PackRefusedError):
    """A revision in “{name}” is larger than one may be.

    Nothing was changed. Ask whoever sent it which record has a very long text, and to shorten it.
    """


class NestedTooDeepError(PackRefusedError):
    """A revision in “{name}” is nested deeper than one may be.

    Nothing was changed. Tell the regional office; a pack of wmpeer has no such revision.
    """


class KeyTwiceError(PackRefusedError):
    """A revision in “{name}” says one thing twice.

    Nothing was changed. Tell the regional office; a pack of wmpeer has no such revision.
    """


class NumberTooLargeError(PackRefusedError):
    """A revision in “{name}” has a number that is larger than one may be.

    Nothing was changed. Tell the regional office; a pack of wmpeer has no such revision.
    """


class BadStampError(PackRefusedError):
    """A revision in “{name}” has no moment that can be.

    Nothing was changed. Ask whoever sent it to set the clock of their laptop, and to hand in again.
    """


class ChainBrokenError(PackRefusedError):
    """A revision in “{name}” does not follow the one before it.

    Nothing was changed. Ask whoever sent it to restore the newest backup that passes the check, and to hand in again.
    """


class ChainGapError(PackRefusedError):
    """“{name}” leaves out revisions between those that are here and those it brings.

    Nothing was changed. Ask whoever sent it to hand everything out again.
    """


class HeadNotSignedError(PackRefusedError):
    """“{name}” has revisions that the laptop they say they come from never signed.

    Nothing was changed. Ask whoever sent it by telephone, and tell the regional office.
    """


class ForgedAuthorError(PackRefusedError):
    """A revision in “{name}” names an author its laptop does not belong to.

    Nothing was changed. Ask both of them by telephone, and tell the regional office.
    """


class BackdatedError(PackRefusedError):
    """A revision in “{name}” says that it was written before one it follows.

    Nothing was changed. Ask whoever sent it by telephone, and tell the regional office.
    """


class TooManyRevisionsError(PackRefusedError):
    """“{name}” has more revisions than a pack may have.

    Nothing was changed. Ask whoever sent it to hand out fewer authorities at a time.
    """


class RecordTooLongError(PackRefusedError):
    """A record in “{name}” has more revisions than one may have.

    Nothing was changed. Tell the regional office; a record of wmpeer has no so long history.
    """


class PrivateInPackError(PackRefusedError):
    """“{name}” has something in it that never leaves a laptop.

    Nothing was changed. Tell whoever sent it, and the regional office.
    """


# who may write what


class NotYourKindError(PackRefusedError):
    """{author} has no part that may write what “{name}” brings: {what}.

    Nothing was changed. Ask them to take it back, or a coordinator to change their role, and then to hand in again.
    """


class NotYourRecordError(PackRefusedError):
    """{author} changed in “{name}” what belongs to somebody else.

    Nothing was changed. Ask them by telephone, and tell the regional office.
    """


class OwnAuthorityJudgedError(PackRefusedError):
    """{author} judged in “{name}” an authority they stand aside for: {authority}.

    Nothing was changed. Ask them to take it back, and then to hand in again.
    """


class OnBehalfNotAllowedError(PackRefusedError):
    """{author} wrote in “{name}” for somebody else, which only a coordinator may.

    Nothing was changed. Ask them to take it back, and then to hand in again.
    """


class RecordMovedError(PackRefusedError):
    """A revision in “{name}” moves a record to another authority, or to where others may not see it.

    Nothing was changed. Tell the regional office; a pack of wmpeer has no such revision.
    """


class IdNotItsOwnError(PackRefusedError):
    """A revision in “{name}” takes the place of a record that is somebody else’s to begin.

    Nothing was changed. Tell the regional office; a pack of wmpeer has no such revision.
    """


# what comes with it


class ContentAlteredError(PackRefusedError):
    """“{name}” brings a document or a table that is not what its record says: {what}.

    Nothing was changed. Ask whoever sent it to hand it out again.
    """


class ContentTooLargeError(PackRefusedError):
    """“{name}” brings more than a pack may: {what}.

    Nothing was changed. Ask whoever sent it to hand out fewer authorities at a time.
    """


class ContentUnknownError(PackRefusedError):
    """“{name}” brings something that no record in it names: {what}.

    Nothing was changed. Ask whoever sent it to hand it out again.
    """
