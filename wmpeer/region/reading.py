"""What the readers of a region's and a framework's definition share: TOML in, checked records out, faults as sentences with their place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from wmpeer.errors import Problem, WmpeerError

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
_Form = TypeVar("_Form", bound="Form")
_LARGEST_BYTES = 2_000_000

_SENTENCES = {
    "missing": "“{name}” is missing here.",
    "extra_forbidden": "“{name}” is not a name this definition knows.",
    "string_type": "“{name}” must be a text in quotation marks.",
    "string_too_short": "“{name}” is empty.",
    "int_type": "“{name}” must be a whole number.",
    "float_type": "“{name}” must be a number.",
    "bool_type": "“{name}” must be true or false.",
    "tuple_type": "“{name}” must be a list.",
    "date_type": "“{name}” must be a day, written like 2026-10-08.",
    "date_from_datetime_inexact": "“{name}” must be a day without a time.",
    "too_short": "“{name}” needs at least one entry.",
    "model_type": "“{name}” must be a table of names and values.",
    "model_attributes_type": "“{name}” must be a table of names and values.",
    "dict_type": "“{name}” must be a table of names and values.",
}


class DefinitionFaultyError(WmpeerError):
    """The {what} cannot be used: {faults}

    Mend the places named in the file and try again; the file the program came with shows how each part is written.
    """

    def problems(self) -> tuple[Problem, ...]:
        """Every fault with its place, such as ``authorities 3, ons_code``."""
        found: tuple[tuple[str, str], ...] = self.facts.get("each", ())  # type: ignore[assignment]
        return tuple(Problem(self.code(), sentence, where, self.next) for where, sentence in found)


class DefinitionUnreadableError(WmpeerError):
    """The {what} cannot be read: {why}.

    Save it as TOML in UTF-8 and try again; the file the program came with shows how it is written.
    """


class DefinitionNewerError(WmpeerError):
    """The {what} is written for a newer wmpeer: its schema is {schema}, and this program knows {known}.

    Update this laptop, or use the file the program came with.
    """


class Form(BaseModel):
    """A table of a definition file, as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)


def words_of(source: str | Path, what: str) -> str:
    """The words of a definition given as a path or as its own text.

    Raises:
        DefinitionUnreadableError: no such file, too large for a definition, or not UTF-8.
    """
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        if source.stat().st_size > _LARGEST_BYTES:
            raise DefinitionUnreadableError(what=what, why=f"{source.name} is too large to be one", where=source.name)
        return source.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DefinitionUnreadableError(what=what, why=f"{source.name} is not UTF-8 text", where=source.name) from error
    except OSError as error:
        why = f"{source.name} is not there" if isinstance(error, FileNotFoundError) else f"{source.name} could not be opened"
        raise DefinitionUnreadableError(what=what, why=why, where=source.name) from error


def parsed(text: str, what: str, *, schema: int) -> dict[str, Any]:
    """The tables of *text*, if it is TOML of a schema this program knows.

    Raises:
        DefinitionUnreadableError: no TOML; the line is named.
        DefinitionNewerError: its schema is newer than *schema*.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionUnreadableError(what=what, why=_plain_toml_fault(str(error)), where=_line_of(str(error))) from error
    given = found.get("schema")
    if isinstance(given, int) and not isinstance(given, bool) and given > schema:
        raise DefinitionNewerError(what=what, schema=given, known=schema, where="schema")
    return found


def checked(form: type[_Form], tables: dict[str, Any], what: str) -> _Form:
    """*tables* in the shape of *form*.

    Raises:
        DefinitionFaultyError: every fault at once, each with its place.
    """
    try:
        return form.model_validate(_lists_to_tuples(tables))
    except ValidationError as error:
        found = error.errors()
        spoilt = [fault["loc"] for fault in found]
        refuse(what, [(_place(fault["loc"]), _sentence(fault)) for fault in found if not _follows(fault, spoilt)])
        raise


def refuse(what: str, faults: Iterable[tuple[str, str]]) -> None:
    """Raise if there are *faults*: pairs of place and sentence.

    Raises:
        DefinitionFaultyError
    """
    each = tuple(faults)
    if not each:
        return
    shown = " ".join(f"{where}: {sentence}" for where, sentence in each[:5])
    more = f" And {len(each) - 5} more." if len(each) > 5 else ""
    raise DefinitionFaultyError(what=what, faults=shown + more, each=each, where=each[0][0])


def twice(where: str, field: str, values: Iterable[str]) -> list[tuple[str, str]]:
    """The faults of values that stand twice in a list where each may stand once; case does not tell them apart."""
    seen: dict[str, int] = {}
    faults = []
    for place, value in enumerate(values, start=1):
        if not value:
            continue
        first = seen.setdefault(value.casefold(), place)
        if first != place:
            faults.append((f"{where} {place}, {field}", f"“{value}” already stands in {where} {first}."))
    return faults


def _lists_to_tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_lists_to_tuples(one) for one in value)
    if isinstance(value, dict):
        return {name: _lists_to_tuples(one) for name, one in value.items()}
    return value


def _follows(fault: Any, spoilt: list[tuple[int | str, ...]]) -> bool:
    """Whether a list is called too short only because its entries are faulty themselves."""
    loc = fault["loc"]
    return fault["type"] == "too_short" and any(len(other) > len(loc) and other[: len(loc)] == loc for other in spoilt)


def _place(loc: tuple[int | str, ...]) -> str:
    """``("authorities", 2, "ons_code")`` as a person says it: ``authorities 3, ons_code``."""
    parts: list[str] = []
    for step in loc:
        if isinstance(step, int) and parts:
            parts[-1] += f" {step + 1}"
        else:
            parts.append(str(step))
    return ", ".join(parts)


def _sentence(fault: Any) -> str:
    name = next((str(step) for step in reversed(fault["loc"]) if isinstance(step, str)), "this")
    known = _SENTENCES.get(fault["type"])
    if known:
        return known.format(name=name)
    if fault["type"] == "string_pattern_mismatch":
        return f"“{fault['input']}” is not a valid {name.replace('_', ' ')}."
    if fault["type"] == "literal_error":
        return f"“{fault['input']}” is not one of {fault['ctx']['expected'].replace(' or ', ', ')}."
    said = str(fault["msg"]).removeprefix("Value error, ")
    return said[:1].upper() + said[1:].rstrip(".") + "."


def _line_of(message: str) -> str:
    start = message.find("(at ")
    return message[start + 4 :].rstrip(")") if start >= 0 else ""


def _plain_toml_fault(message: str) -> str:
    line = _line_of(message)
    said = message.split(" (at ")[0].strip()
    said = said[:1].lower() + said[1:]
    return f"{said} at {line}" if line else said
