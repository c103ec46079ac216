"""A letter has our text until a person took other words for exactly that text."""

from dataclasses import dataclass, replace

from agents.ask import BuiltIn
from agents.reading_values import Provenance
from agents.taken_wordings import AsTaken, Wordings, place_of
from agents.wording import DraftRequest, Offer, template_draft, template_text
from gates.letter_kinds import Kind, Tone
from gates.spoken import AS_WRITTEN, OwnText, Spoken, Voice
from runtime.taken import as_taken
from store.tables.wordings import WordingRow

OTHER = "Could you send {{WHAT}} by {{DUE}}? {{HOLDS_UP}} cannot begin without it."
REQUEST = DraftRequest(
    kind=Kind.INPUT_REQUEST,
    to_name="Nora Lie",
    facts={"what": "the forecast", "due": "Thu 5 Nov", "holds_up": "The demand review"},
)
PLACE = place_of(REQUEST, template_text(REQUEST))
TAKEN = Wordings(offered=frozenset({PLACE}), taken={PLACE: OTHER})


@dataclass
class Offering(BuiltIn):
    """Offers the same words whenever it is asked."""

    asked: int = 0

    def offer(self, request: DraftRequest) -> Offer:
        self.asked += 1
        return Offer(
            text=OTHER, template=template_text(request), provenance=Provenance(provider="model")
        )

    def __post_init__(self) -> None:
        super().__init__()


def spoken(wordings: Wordings, book: Spoken = AS_WRITTEN) -> AsTaken:
    return AsTaken(language=BuiltIn(book), spoken=book, wordings=wordings)


def test_until_somebody_takes_it_the_template_goes_out() -> None:
    offered = replace(TAKEN, taken={})
    assert spoken(offered).draft(REQUEST) == template_draft(REQUEST)


def test_what_was_taken_is_said_with_the_letters_own_facts() -> None:
    november = replace(REQUEST, to_name="Marta", facts=REQUEST.facts | {"due": "Fri 6 Nov"})
    draft = spoken(TAKEN).draft(november)
    assert draft.paragraphs[0] == "Hello Marta,"
    assert "Could you send the forecast by Fri 6 Nov?" in draft.text


def test_another_language_tone_or_letter_has_its_own_text() -> None:
    for other in (
        replace(REQUEST, locale="de"),
        replace(REQUEST, kind=Kind.INPUT_REMINDER),
        replace(REQUEST, kind=Kind.INPUT_REMINDER, days_late=1),
    ):
        facts = dict.fromkeys(("what", "due", "holds_up", "escalates_to"), "x")
        asked = replace(other, facts=facts)
        assert spoken(TAKEN).draft(asked) == template_draft(asked)


def test_words_taken_for_a_text_are_not_said_for_another() -> None:
    """The playbook has its own text now: nobody has seen other words beside that one."""
    own = OwnText(kind=Kind.INPUT_REQUEST, text="We need {{WHAT}} by {{DUE}}: {{HOLDS_UP}} waits.")
    book = Spoken(texts=(own,))
    assert spoken(TAKEN, book).draft(REQUEST) == template_draft(REQUEST, book)


def test_words_that_no_longer_pass_are_not_said() -> None:
    wrong = replace(TAKEN, taken={PLACE: OTHER + " See https://example.test"})
    assert spoken(wrong).draft(REQUEST) == template_draft(REQUEST)


def test_a_model_is_asked_once_for_each_text() -> None:
    model = Offering()
    fresh = AsTaken(language=model, spoken=AS_WRITTEN, wordings=Wordings())
    assert fresh.offer(REQUEST) is not None
    known = AsTaken(language=model, spoken=AS_WRITTEN, wordings=replace(TAKEN, taken={}))
    assert known.offer(REQUEST) is None
    assert model.asked == 1


def test_a_playbook_that_keeps_to_our_texts_says_nothing_of_a_models() -> None:
    row = WordingRow(
        kind=PLACE.kind.value,
        language=PLACE.language,
        tone=Tone.FRIENDLY.value,
        template_sha256=PLACE.template_sha256,
        text=OTHER,
        state="taken",
    )
    ours = Spoken(letters=Voice.BUILT_IN)
    assert "Could you" in as_taken(BuiltIn(), AS_WRITTEN, [row]).draft(REQUEST).text
    assert as_taken(BuiltIn(ours), ours, [row]).draft(REQUEST) == template_draft(REQUEST)
