"""Whether a reply says yes, or no, and nothing besides: words, no judgement."""

from collections.abc import Iterable

from planning.sheets.vocabulary import spelled, words

YES = spelled(
    "yes ok okay agreed correct ja jawohl gerne einverstanden korrigieren si correcto corrija "
    "corrige corregir oui accord corrigez corriger"
)
AROUND = spelled(
    "please do so go ahead thanks thank you it them that this fine sounds good the all for me us "
    "corrections correction rows cells as proposed suggested hi hello dear best kind regards "
    "cheers br bitte danke vielen dank mit freundlichen grußen gruß viele liebe die das alle "
    "zeilen zellen wie vorgeschlagen hallo korrektur korrekturen por favor gracias de acuerdo las "
    "los celdas filas todo todas asi saludos cordiales hola s il vous plait svp merci d les "
    "cellules lignes tout toutes cordialement bonjour bien"
)
MOST_WORDS = 25


def says_yes(text: str, names: Iterable[str]) -> bool:
    r"""One word of consent at least, and only such, politeness, and the sender's own name.

    A figure, a “not”, a question or any other word makes it something else, for the reader to
    understand.

    >>> says_yes("Ok, please correct.\n\nErik Holm", ["Erik Holm"]), says_yes("Ja, bitte!", [])
    (True, True)
    >>> says_yes("Yes, but not row 12", []), says_yes("Yes?", []), says_yes("Thanks!", [])
    (False, False, False)
    """
    said = words(text)
    own = {part for name in names for part in words(name)}
    if "?" in text or not said or len(said) > MOST_WORDS:
        return False
    return bool(YES & set(said)) and set(said) <= YES | AROUND | own


TAKES = YES | spelled(
    "take takes taking will happy sure gladly ubernehme ubernehmen mache asumo acepto prends "
    "accepte volontiers"
)
NO = spelled(
    "no not t cannot wont unable sorry nein nicht leider keine non ne pas lamento desole desolee"
)
AROUND_TAKING = spelled(
    "i we it this that over have time now the a am is on to can do ich wir habe zeit kann yo esto "
    "eso tengo tiempo puedo asumir je nous cela ceci l ai le temps prendre en charge peux m ll "
    "ubernehmen ich s"
)


def takes_over(text: str, names: Iterable[str]) -> bool | None:
    r"""Whether it says yes or no to taking something over, and nothing besides; else None.

    >>> takes_over("Sure, I take it over.\n\nErik Holm", ["Erik Holm"]), takes_over("Ja!", [])
    (True, True)
    >>> takes_over("I can't take this over, sorry.", []), takes_over("Nein, leider nicht.", [])
    (False, False)
    >>> takes_over("No problem, I take it", []), takes_over("Yes, if Ana helps", []), \
    ... takes_over("Yes?", []), takes_over("Thanks", [])
    (None, None, None, None)
    """
    said = words(text)
    own = {part for name in names for part in words(name)}
    spoken, known = set(said), TAKES | NO | AROUND | AROUND_TAKING | own
    if "?" in text or not said or len(said) > MOST_WORDS or not spoken <= known:
        return None
    if spoken & NO:
        return False
    return True if spoken & TAKES else None
