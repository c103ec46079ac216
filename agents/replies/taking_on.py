"""Whether an owner says that they take an action on: a word of it, and nothing besides.

“OK”, “will do”, “wird erledigt” promise and prove nothing, so they must never close anything. The
words are few and each is known: with a number, a day, a file, a “done” it is read as an answer.
"""

from collections.abc import Iterable

from agents.replies.letter_parts import own_words
from planning.sheets.vocabulary import spelled, words

ON_IT = spelled(
    "ok okay yes sure accepted agreed fine understood noted on working will do doing take taking "
    "care handle handling started starting progress ja klar gerne einverstanden verstanden dran "
    "mache machen erledige erledigen kummere kummern ubernehme wird arbeite arbeiten si vale "
    "acepto entendido claro encargo hare hago ocupo marcha proceso oui accord entendu occupe cours "
    "fais ferai charge prends"
)
AROUND = spelled(
    "i ill m am we re are is s it this that the them in of to thanks thank you right now away all "
    "you hi hello dear best regards kind br cheers got ich wir bin sind es das wird gemacht mich "
    "uns darum drum daran dabei hiermit danke vielen dank gruß gruße viele beste erledigt in arbeit "
    "yo nos me lo ello estoy estamos de en con gracias eso esto saludos je nous m en c est le la l "
    "d bien ca cela merci cordialement y"
)
LEAVES_OPEN = spelled("done did finished completed fertig geschafft hecho listo fait termine")
MOST_WORDS = 14


def takes_on(text: str, names: Iterable[str]) -> bool:
    r"""A promise to do it, and no word that could say more.

    >>> [takes_on(one, ["Tomas Brandt"]) for one in (
    ...     "OK, will do.\n\nTomas", "Wird erledigt.", "Bin dran.", "Lo haré, gracias.",
    ...     "Je m'en occupe.", "I'm on it.", "C'est en cours.")]
    [True, True, True, True, True, True, True]
    >>> [takes_on(one, []) for one in (
    ...     "Done.", "Ist erledigt.", "OK, done.", "OK, 12,550 by Friday", "OK?", "It is not ok",
    ...     "Will do it if Ines agrees", "Hecho.", "C'est fait.")]
    [False, False, False, False, False, False, False, False, False]
    """
    said = words(own_words(text))
    own = {part for name in names for part in words(name)}
    spoken = set(said)
    if "?" in text or not said or len(said) > MOST_WORDS or spoken & LEAVES_OPEN:
        return False
    done_in_german = "erledigt" in spoken and "wird" not in spoken
    return not done_in_german and bool(spoken & ON_IT) and spoken <= ON_IT | AROUND | own
