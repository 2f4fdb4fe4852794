"""What may be wrong with something a person records."""

from __future__ import annotations

from wmpeer.errors import WmpeerError


class EmptyFindingError(WmpeerError):
    """A finding without words was not kept.

    Write what you saw, in a sentence.
    """


class UnknownAreaError(WmpeerError):
    """“{area}” is not an area of this cycle's framework.

    Use one of these: {known}.
    """


class UnknownCodeError(WmpeerError):
    """“{code}” is not a {what} of this cycle's framework.

    Use one of these: {known}.
    """


class LevelMissingError(WmpeerError):
    """A concern needs a level from 1 to 4.

    1 to explore, 2 emerging, 3 significant, 4 alert.
    """


class LevelNotAllowedError(WmpeerError):
    """Only a concern has a level.

    Leave the level out, or record it as a concern.
    """


class EvidenceElsewhereError(WmpeerError):
    """“{document}” belongs to {authority}, so it is no evidence about another authority.

    Choose a passage of the authority's own documents.
    """


class UnknownDocumentError(WmpeerError):
    """No document “{document}” of this authority is here.

    Load it first, or leave the document out and the words are looked for in all of them.
    """


class QuoteNotFoundError(WmpeerError):
    """These words do not stand in the document: “{quote}”. The finding is kept and its evidence shown as lost.

    Select the passage again in Read & judge.
    """


class FigureNotFoundError(WmpeerError):
    """No figure {indicator} for {period} is loaded. The finding is kept and its figure shown without a value.

    Load the table that has it, or correct the code or the period.
    """


class FlagNotFoundError(WmpeerError):
    """“{title}” has no such flag in {period}. The figure is kept as evidence, without the flag.

    Look at the figure in Data, where its flags stand.
    """


class UnknownFindingError(WmpeerError):
    """There is no such finding here.

    It may have been withdrawn; look at the authority's findings again.
    """


class NotAConcernError(WmpeerError):
    """Only a concern is raised with an authority.

    Choose a finding of the kind concern.
    """


class NothingSaidError(WmpeerError):
    """A view without a word in it was not kept.

    Choose at least a view, or write your reason.
    """


class EmptyLetterError(WmpeerError):
    """Nothing was said about the letter, so nothing was kept.

    Give its addressee, who signs it, or the next steps.
    """


class EmptyStepError(WmpeerError):
    """A next step without words was not kept.

    Write what happens next, in a few words.
    """


class NobodyNamedError(WmpeerError):
    """It is not said who raised the concern.

    Give the name of whoever spoke with the authority.
    """


class UnknownStageError(WmpeerError):
    """“{stage}” is not a stage of a letter.

    Use one of these: {known}.
    """


class LetterIssuedError(WmpeerError):
    """The letter to {authority} was issued on {on} and is locked as it stands.

    Begin a new version of the letter to change what it says.
    """


class NotAConsiderationError(WmpeerError):
    """Only areas to consider stand in an order.

    Choose a finding of the kind “to consider”, or leave the place out.
    """


class NotInLetterError(WmpeerError):
    """This area to consider is not in the letter, so it has no place there.

    Put it into the letter first.
    """


class NotTheWholeOrderError(WmpeerError):
    """These are not the areas to consider in the letter to {authority}, each once.

    Look at the letter again, and give all of them.
    """


class UnknownEvidenceError(WmpeerError):
    """There is no such passage behind this finding.

    Look at the finding again; somebody may have changed it.
    """


class NotTheNewestError(WmpeerError):
    """“{document}” is not the newest version of the document this passage is from, so nothing was changed.

    Look at the list again, and settle the passage in the newest version.
    """


class NoSuchWordsError(WmpeerError):
    """No words stand at the place that was chosen in “{document}”.

    Choose the words again.
    """
