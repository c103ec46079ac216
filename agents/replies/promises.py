"""Another day for what was asked: one day, a word of what is to come, and nothing besides.

The words are few and each is known, so that the rules may read it alone: neither voice was taught
it, and a person who answers a reminder says hardly anything more often.
"""

import re

from agents.replies.facts import Facts
from agents.replies.moment import Moment
from agents.replies.signs import folded


def _set(words: str) -> frozenset[str]:
    return frozenset(folded(words).split())


TO_COME = _set("""
will 'll i'll we'll it'll you'll shall need needs earliest delayed delays postponed pushed
wird werden werde brauche brauchen verschiebt verzögert frühestens spätestens
tendré tendremos tendrá tendrán estará enviaré enviaremos haré haremos necesito necesitamos retrasa
aplaza aplazado aplazada
sera serai serons enverrai enverrons ferai ferons aurai aurons aurez reporté reportée repoussé
repoussée besoin
""")
AROUND = _set("""
i we it this that them you have has send get do finish deliver submit provide complete confirm be
ready done finished sent sorted completed delivered there with by on until till in the for to back
slot date day time more some a bit is would can only latest sorry unfortunately afraid ok okay yes
order delivery schedule file
ich wir es das die sie ihnen bis zum am an den dem der auf im erst noch zeit etwas mehr haben sein
schicken liefern erledigen erledigt fertig geliefert geschickt da sich leider ja termin
lieferung bestellung datei
lo la el los las para al hasta antes del de listo lista hecho terminado entrega pedido archivo
más tiempo se a lamentablemente sí nos me
le les l' l la ce cela ça c' c il elle pour au d'ici d ici je nous vous fait prêt prête terminé
livraison commande fichier j'ai ai j de plus temps jusqu'au jusqu au malheureusement oui
""")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|'[^\W_]+")
_MOST_WORDS = 25


def promised_day(facts: Facts) -> Moment | None:
    """The one day promised or asked for instead; None where the mail says anything else.

    It holds no question, no number, no name, no "not", "if" or "perhaps": those words are unknown.
    """
    if len(facts.moments) != 1 or facts.amounts or facts.people or "?" in facts.text:
        return None
    (moment,) = facts.moments
    rest = f"{facts.low[: moment.start]} {facts.low[moment.end :]}"
    said = _WORD.findall(rest)
    if not said or len(said) > _MOST_WORDS or moment.doubtful:
        return None
    known = all(word in TO_COME | AROUND for word in said)
    return moment if known and TO_COME & set(said) else None
