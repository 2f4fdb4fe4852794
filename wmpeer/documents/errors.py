"""What may be wrong with somebody else's document: each a sentence, and what to do."""

from __future__ import annotations

from wmpeer.errors import WmpeerError


class DocumentError(WmpeerError):
    """“{name}” could not be read.

    Ask the authority to save it again as PDF, and load that.
    """


class DocumentEmptyError(DocumentError):
    """“{name}” is empty: it has no bytes in it.

    Ask the authority to send it again.
    """


class DocumentTooLargeError(DocumentError):
    """“{name}” is {size} MB; a document may have at most {limit} MB.

    Ask the authority for a version with smaller pictures, or split it in two.
    """


class DocumentNotOpenedError(DocumentError):
    """“{name}” could not be opened: {why}.

    Check that you may read the file and its folder, and that no other program holds it; then load it again.
    """


class FolderNotOpenedError(DocumentError):
    """The folder “{name}” could not be opened: {why}.

    Check that you may read the folder, or copy the documents to one of your own; then load them again.
    """


class DocumentTypeError(DocumentError):
    """“{name}” is a kind of file that cannot be read here.

    Documents may be PDF, Word (.docx), OpenDocument (.odt), PowerPoint (.pptx), RTF or plain text; ask for one of these.
    """


class DocumentMislabelledError(DocumentError):
    """“{name}” is not what its name says: it is really {really}.

    Rename it to end in {ending} if that is what was meant, or ask the authority to send the right file.
    """


class DocumentIsWebPageError(DocumentError):
    """“{name}” is a web page, not a document: the download probably gave an error page.

    Download it again, or ask the authority to send the file itself.
    """


class DocumentOldOfficeError(DocumentError):
    """“{name}” is in the old {program} format, which cannot be read safely.

    Open it in {program}, save it as {ending} or PDF, and load that.
    """


class DocumentHasMacrosError(DocumentError):
    """“{name}” contains macros, which are small programs; it was not opened.

    Ask the authority to save it as {ending} without macros, or as PDF.
    """


class DocumentEncryptedError(DocumentError):
    """“{name}” is protected by a password.

    Ask the authority for a version without a password.
    """


class DocumentDamagedError(DocumentError):
    """“{name}” is damaged and could not be read.

    Ask the authority to save it again as PDF, and load that.
    """


class DocumentCutShortError(DocumentError):
    """“{name}” is damaged: its end is missing, as after a broken download.

    Download it again, or ask the authority to send it again.
    """


class DocumentUnsafeError(DocumentError):
    """“{name}” was not opened: {why}.

    Ask the authority to save it again as PDF, and load that.
    """


class DocumentPicturesOnlyError(DocumentError):
    """“{name}” has no words that can be read: {pictures} of {pages} pages are pictures.

    Ask the authority for the text version.
    """


class DocumentWithoutTextError(DocumentError):
    """“{name}” has no words in it.

    Check that it is the right file, or ask the authority to send it again.
    """


class DocumentIllegibleError(DocumentError):
    """“{name}” has no words that can be read: its letters came out as signs, for the file does not say which letters they are.

    Ask the authority to save it again as PDF from the program it was written in, or for the Word version.
    """


class DocumentTooLongError(DocumentError):
    """“{name}” has {count} {what}; at most {limit} can be read.

    Split it into parts and load each of them.
    """


class DocumentTooSlowError(DocumentError):
    """“{name}” took longer than {seconds} seconds to read, and was given up.

    Ask the authority to save it again as PDF, or split it into parts.
    """


class DocumentCrashedError(DocumentError):
    """“{name}” could not be read: it made the reader stop. Nothing else was harmed.

    Ask the authority to save it again as PDF, and load that.
    """


class DocumentNamesChildrenError(DocumentError):
    """“{name}” seems to list single children ({what}); such data must stay out of wmpeer.

    Ask the authority for a version with totals only, and delete this file.
    """


class PageNotThereError(DocumentError):
    """There is no page {page}; the document has {pages}.

    Choose another page.
    """


class PictureNotShownError(DocumentError):
    """This picture of “{name}” is not shown here: {why}.

    Open the document itself to see it.
    """


class WorkerNotStartedError(WmpeerError):
    """The part of wmpeer that reads documents could not be started: {why}.

    Start wmpeer again; if it happens again, tell the regional office.
    """


class DocumentThereAlreadyError(WmpeerError):
    """“{name}” is there already, word for word.

    Take it out where it does not belong; nothing was moved.
    """


class DocumentNotLoadedError(DocumentError):
    """“{name}” is not among the documents of this workspace.

    Choose one of those in the list, or load it first.
    """


class DocumentChangedError(DocumentError):
    """“{name}” has changed since it was looked at; nothing of it was kept.

    Load it again.
    """


class DocumentUndecidedError(DocumentError):
    """It is not clear which authority “{name}” is from; nothing of this batch was kept.

    Choose the authority, or leave the document out.
    """
