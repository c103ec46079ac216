"""The words of four languages that tell what a reply wants. Grown from corrected replies."""

import re

from agents.reading_values import Intent


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})", re.IGNORECASE)


SIGNS: dict[Intent, re.Pattern[str]] = {
    Intent.OUT_OF_OFFICE: _any(
        r"\bout of (?:the )?office\b|\bon (?:annual |parental |maternity |sick )?leave\b|\booo\b",
        r"\bon (?:vacation|holidays?)\b"
        r"|\b(?:away|travell?ing) (?:from (?:my desk|the office)|until)"
        r"|\bwhen i'?a?m back\b",
        r"\b(?:back|return(?:ing)?) (?:in|to) the office|limited access to (?:my )?e?-?mail",
        r"abwesen(?:d|heit)|nicht im (?:büro|haus)|im urlaub|außer haus|\bbin .{0,30}zurück\b",
        r"fuera de (?:la )?oficina|de vacaciones|estaré ausente|estoy ausente",
        r"en congés?\b|absent(?:e)? du bureau|je suis absent|serai absent|absence du bureau",
        r"automatic reply|automatische antwort|respuesta automática|réponse automatique",
    ),
    Intent.DELEGATES: _any(
        r"\b(?:ask|contact|talk to|speak (?:to|with)|check with|reach out to"
        r"|get in touch with)\b",
        r"\b(?:is|has been|are) (?:now )?(?:responsible|in charge|the owner|handling"
        r"|looking after)",
        r"\b(?:hand(?:ed|ing)? .{0,20}over to|over to|forward(?:ed|ing) (?:this |it )?to|passed"
        r" (?:this |it )?(?:on )?to|reassign|takes? (?:this )?over|took over|belongs to|owns this"
        r"|is the right person|will handle|handles (?:this|that|it))",
        r"\bwenden sie sich\b|\bbitte (?:an|fragen)\b|\bfrag(?:en|t)?\b|zuständig|übernimmt"
        r"|übernommen|liegt (?:jetzt |nun )?bei|weitergeleitet an|ansprechpartner",
        r"\bpregunt[aeo]\w*|\bhabl[ae]\w* con|\bcontact[ea]\w*|\bencarga|responsable|lo lleva",
        r"\bdemande[rz]?\b|\bvoi[rs] avec|\badresse[rz]\b|s'en occupe|contacte[rz]|en charge"
        r"|transmis à|transféré à",
    ),
    Intent.DECLINES: _any(
        r"\b(?:can ?not|can't|cant|won't|will not|unable|not able to|not possible|impossible"
        r"|not going to|not feasible|no way|declin\w*|refus\w*|have to pass|no chance|don't have"
        r" (?:the )?(?:capacity|stock)|there is no capacity)\b",
        r"\b(?:kann|können|konnte|schaffe|schaffen|schafft|geht|klappt|wird"
        r"|werden)\b[^.!?\n]{0,40}"
        r"\bnicht(?!s)\b|nicht (?:möglich|machbar|lieferbar|einhalten)|unmöglich"
        r"|lehne\w* .{0,30}ab"
        r"|keine (?:kapazität|möglichkeit|chance)|absagen",
        r"\bno (?:puedo|podemos|podremos|podré|es posible|será posible|va a ser posible|llegamos"
        r"|tenemos (?:capacidad|stock))|imposible|rechaz\w+",
        r"\bn(?:e |')(?:peux|pouvons|pourrons|pourrai|peut|y arriverons)\b"
        r"[^.!?\n]{0,25}\b(?:pas|aucune)\b|pas (?:possible|faisable|en mesure)|impossible|refus\w+",
    ),
    Intent.PROPOSES_DATE: _any(
        r"\b(?:earliest|not before|no earlier than|instead of|at the earliest|need (?:more time|"
        r"until|till|another)|delay\w*|postpon\w*|push(?:ed|ing)?|slip\w*|mov(?:e|ed"
        r"|ing) (?:it |this"
        r" |the \w+ )?to|how about|suggest|propose|would rather|works for me)\b",
        r"\b(?:will|'ll|shall|going to) (?:be |have |send|deliver|do|get|finish|submit"
        r"|provide|come)",
        r"\bcan (?:only )?(?:deliver|send|do|finish|submit|provide|have) (?:it |this "
        r"|that |them )?"
        r"(?:by|on|in|until|at|from)\b|\bonly (?:by|on|from|in|after|at)\b"
        r"|\bnot until\b",
        r"\bfrühestens|\berst (?:am|im|ab|in|zum|ende|nächste|kw)|verschieb|verzöger|verspät"
        r"|\bbis (?:zum |ende |nächste )?.{0,25}(?:erledigt|fertig|liefern|schicken|da)\b"
        r"|brauche\w*"
        r" (?:noch )?(?:bis|zeit)|vorschlag|schlage",
        r"\bcomo (?:muy )?pronto|\ba más tardar|aplaz\w+|retras\w+|necesit\w+ hasta|más tiempo"
        r"|\bpropongo|\bproponemos|\bhasta el\b|lo (?:tendré|tendremos|enviaré|enviaremos)",
        r"\bau plus tôt|pas avant|repouss\w+|report(?:er|é|ons)\b|retard\w*|\bd'ici\b|besoin de"
        r" (?:temps|plus)|jusqu'(?:à|au)|je propose|nous proposons|sera prêt|\bpas avant\b",
    ),
    Intent.PARTIAL: _any(
        r"\b(?:only|just(?= \d)|partial(?:ly)?|partly|part of|half of|some of|most of|so far"
        r"|remaining|the rest|remainder|balance|at most|no more than|short of|out of the)\b",
        r"\b(?:nur|teilweise|teilmenge|teillieferung|zum teil|die hälfte|bisher|restliche[nr]?"
        r"|der rest|höchstens|maximal)\b",
        r"\b(?:s[óo]lo|solamente|parcial\w*|una parte|la mitad|el resto|como máximo"
        r"|de momento)\b",
        r"\b(?:seulement|partiel\w*|en partie|une partie|la moitié|le reste|au maximum"
        r"|ne \w+ que)\b",
    ),
    Intent.CONFIRMS_DONE: _any(
        r"\b(?:confirm(?:ed|s|ing)?|confirmation|done|complete(?:d)?|finished|finalized"
        r"|closed|sorted|taken care of"
        r"|all set|has been (?:placed|sent|booked|ordered|shipped|updated|submitted|arranged)"
        r"|(?:have|we've|i've) (?:placed|sent|booked|ordered|shipped|updated|submitted|arranged)"
        r"|(?:order|booking|po) (?:is )?(?:placed|booked|issued))\b",
        r"\bbestätig\w*|\bzugesagt\b|\bzugesichert\b|\berledigt\b|\bfertig\b|\babgeschlossen\b|\b(?:ist|sind|wurden?"
        r"|habe[n]?)\b"
        r"[^.!?\n]{0,50}\b(?:bestellt|gebucht|verschickt|ausgelöst|eingeplant|umgesetzt)\b",
        r"\bconfirm(?:o|amos|ad[oa]s?|ado)\b|\bhecho\b|\blisto\b|\bterminad\w|\bcompletad\w"
        r"|\brealizad\w|\b(?:hemos|he) (?:enviado|pedido|reservado)",
        r"\bc'est (?:fait|bon|réglé)|\bfait\b|\bterminée?s?\b|\bconfirm(?:é\w*|e|ons)\b"
        r"|\beffectué\w*"
        r"|\b(?:avons|ai) (?:envoyé|commandé|réservé|passé)",
    ),
}

UNDONE = re.compile(
    r"(?:\b(?:not|n't|no|never|nicht|kein\w*|noch nicht|aún|todavía|pas|jamais|will"
    r"|'ll|would|to|be"
    r"|being|going|getting|get|werde\w*|wird|würde\w*|muss|müssen|soll|until|once|when|if|unless"
    r"|wenn|falls|sobald|cuando|sera|será|seront|serán|nearly|almost|half|fast|casi"
    r"|presque|please"
    r"|pls|can|could|should|bitte|por favor|before|after|needs?|must|wait\w*|awaiting|warte\w*"
    r"|esper\w*|attend\w*|pending|without|ohne|sin|sans|consider\w*|far from|un)\b|n't)\W*"
    r"(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
"""Before a word of confirmation, in its own clause: it is not done."""

UNDONE_AFTER = re.compile(
    r"^\W{0,2}\s*(?:(?:\w+\s+){0,3}(?:nicht|pas encore|bis|before|tomorrow|soon"
    r"|by (?=\w*day\b|tomorrow|the end|end|next|week|\d)|morgen|demain|bald"
    r"|next)\b|\?)",
    re.IGNORECASE,
)

HEDGES = _any(
    r"\b(?:maybe|perhaps|probably|likely|hopefully|i think|i guess|i believe|i hope|we hope"
    r"|approx\w*|about|around|roughly|circa|ca\.|or so|might|may be|could be|could"
    r"|should|would|not"
    r" sure|unless|if|provided|subject to|depend\w*|tentativ\w*|estimate\w*"
    r"|expect(?:ed)? to|try|aim"
    r"|more or less|unsure|not certain|pending|assuming|at least|up to|or)\b|~",
    r"\b(?:vermutlich|wahrscheinlich|vielleicht|ungefähr|etwa|rund|wenn|falls|sofern|vorbehalt\w*"
    r"|hoffentlich|hoffe\w*|eventuell|evtl|sollte\w*|könnte\w*|würde\w*|denke|glaube|mindestens"
    r"|voraussichtlich|versuche\w*|oder)\b",
    r"\b(?:quizás?|tal vez|probablemente|aproximadamente|unos|alrededor|si|depende|creo|espero"
    r"|esperamos|podría\w*|debería\w*|al menos|más o menos|o)\b",
    r"\b(?:peut-être|probablement|environ|à peu près|sans doute|si|sous réserve|dépend|j'espère"
    r"|espérons|pourrai(?:t|s|ent)|devrai(?:t|s|ent)|je pense|je crois|au moins|ou)\b",
)

TURNS = _any(
    r"\b(?:not|no|nothing|none|never|nobody|neither|without|yet|but|however|although|though|except"
    r"|unfortunately|sorry|instead|wrong|mistake|correct(?:ed|ion)|cancel\w*|previous(?:ly)?)\b|n't\b",
    r"\b(?:nicht|nichts|kein\w*|nie|niemand|ohne|aber|jedoch|allerdings|leider|außer|sondern"
    r"|statt|falsch|stornier\w*|abgesagt)\b",
    r"\b(?:nada|ning[úu]n\w*|nunca|sin|pero|aunque|salvo|excepto|lamentablemente|cancel\w*)\b",
    r"\b(?:pas|rien|aucune?|jamais|sans|mais|cependant|toutefois|sauf|malheureusement|annul\w*)\b",
)
"""Words that can turn a statement round. A commitment in the same mail is for a person to read."""

QUESTIONS = _any(
    r"\?",
    r"\b(?:what|which|when|where|why|how) (?:is|are|do|does|should|exactly|much|many)\b",
    r"\bcould you (?:clarify|explain|send|tell)|\bplease (?:clarify|explain|advise)|\bi don't"
    r" understand|\bunclear\b|\bunklar\b|\bno entiendo|\bje ne comprends pas|\bwhat do you mean",
    r"\bkönn(?:en|ten) sie (?:mir|bitte)|\bpuede\w* (?:aclarar|explicar|enviar)|\bpouvez-vous",
)

UNCHANGED = _any(
    r"\b(?:same (?:numbers |figures |forecast )?as (?:last|previous"
    r"|in the last) (?:month|cycle|time)"
    r"|(?:as|like) last (?:time|month)|same as before|unchanged|no changes?|as before"
    r"|keep (?:it|everything"
    r"|the numbers|last month\S*))\b",
    r"\b(?:wie (?:im )?(?:letzten|vorigen|vergangenen) monat|wie im vormonat"
    r"|unverändert|wie gehabt"
    r"|keine änderung(?:en)?|bleibt alles)\b",
    r"\b(?:igual que (?:el )?mes (?:pasado|anterior)|lo mismo que el mes pasado|sin cambios)\b",
    r"\b(?:comme le mois (?:dernier|précédent)|inchangée?s?|pas de changement"
    r"|identique au mois)\b",
)

BUT = _any(
    r"\b(?:but|except(?: for)?|with one exception|only change|other than|aber|nur|außer|bis auf"
    r"|pero|excepto|salvo|mais|sauf|in|minus|plus|%|percent|prozent)\b"
)
"""Words that lead from "unchanged" to the changes."""

UP = _any(
    r"\b(?:up|more|plus|increase\w*|higher|rais\w+|add|extra|mehr|erhöh\w*|höher"
    r"|zusätzlich|más|sub\w+"
    r"|aument\w+|increment\w+|hausse|augment\w+|de plus)\b"
)
DOWN = _any(
    r"\b(?:down|less|minus|decreas\w*|lower|reduc\w*|cut|fewer|weniger|senk\w*"
    r"|niedriger|reduzier\w*"
    r"|menos|baj\w+|disminu\w+|reduzc\w+|baisse\w*|moins|rédui\w+|diminu\w+)\b"
)

_SMALL_WORDS = {
    "en": "the is are we you and for with please will have has be this our it in of to",
    "de": "der die das ist sind wir sie und für mit bitte werden haben nicht ein eine im wie am",
    "es": "el la los las es son nosotros y para con por favor que en de no un una mes del lo",
    "fr": "le la les est sont nous vous et pour avec que en de pas un une des du sur au ce",
}
STOPWORDS = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}


def language_of(text: str) -> str:
    """The most likely of en, de, es, fr, by its small words; English when nothing tells.

    >>> language_of("Wir bestätigen die Lieferung für nächste Woche")
    'de'
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {code: sum(word in known for word in words) for code, known in STOPWORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else "en"
