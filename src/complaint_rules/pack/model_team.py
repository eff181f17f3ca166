"""The shape of the two files in which a team puts its own words, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, RootModel, StringConstraints, Tag, model_validator

from complaint_rules.assessment import Mode
from complaint_rules.complaint import Channel, Language
from complaint_rules.pack import model
from complaint_rules.pack.model import Identifier, PhraseId, Purpose, Sentence, StyleId, Why


class Words(model._File):
    """Words in Chinese (one script is enough) and English."""

    zh: tuple[Sentence, ...] = ()
    en: tuple[Sentence, ...] = ()


class VocabularyFile(RootModel[dict[Identifier, Words]]):
    """`vocabulary.yaml`: a team's own words by kind (staff, regulators …); each joins the word classes of its kind."""

    model_config = ConfigDict(frozen=True)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(min_length=2)]


def _form(given: Any) -> str:
    return "<texts>" if isinstance(given, list | tuple) else "<text>"


def _form_or_languages(given: Any) -> str:
    return "<languages>" if isinstance(given, dict) else _form(given)


# Told apart by their form, so that a wrong one gives one message and not one for each form.
Filler = Annotated[Annotated[Text, Tag("<text>")] | Annotated[Texts, Tag("<texts>")], Discriminator(_form)]
Slot = Annotated[Annotated[Text, Tag("<text>")] | Annotated[Texts, Tag("<texts>")]
                 | Annotated[dict[Language, Filler], Tag("<languages>")], Discriminator(_form_or_languages)]


Address = Annotated[str, StringConstraints(min_length=1, max_length=8)]


class OwnPhrase(model._File):
    """A phrase of a team, in one language or more. With `replaces` it stands in the place of the phrase of that id
    and keeps what it does not state; otherwise it is added to the advice of `for`: types, `undecided`, or alerts as
    `alert:<id>`."""

    id: PhraseId
    replaces: Why = None
    for_: tuple[str, ...] = Field((), alias="for")
    purpose: Purpose | None = None
    modes: tuple[Mode, ...] | None = None
    styles: tuple[StyleId, ...] | None = None
    channels: tuple[Channel, ...] | None = None
    text: dict[Language, Sentence] = Field(min_length=1)

    @model_validator(mode="after")
    def _added_or_replacing(self) -> OwnPhrase:
        if self.replaces is None and not (self.for_ and self.purpose):
            raise ValueError("a new phrase needs for (types or alert:…) and purpose; one that stands in the place of "
                             "another needs replaces with the reason")
        if self.replaces is not None and self.for_:
            raise ValueError("a phrase that replaces another stays where that one is; leave for out")
        return self


class RetiredPhrase(model._File):
    """A phrase of the packs below that is not said here, with the reason."""

    id: PhraseId
    reason: Sentence


class OwnWordsFile(model._File):
    """`own_words.yaml`: what a team says in its own words. `slots` fills 〔slots〕 (one text for all languages, or a
    text by language; several texts are a list to choose from); `address` stands for 您."""

    slots: dict[str, Slot] = Field(default_factory=dict)
    address: dict[Literal["zh-Hant", "zh-Hans"], Address] = Field(default_factory=dict)
    phrases: tuple[OwnPhrase, ...] = ()
    retire: tuple[RetiredPhrase, ...] = ()
