"""The words of a mail that can mean something: without greeting, closing, signature, disclaimer."""

import re

from agents.reading_suspicion import visible
from agents.replies.signs import folded
from agents.replies.tables import spelled_out

_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|moin(?: moin)?"
    r"|servus|grue?zi|grue?(?:ss|ß) gott|sehr geehrte\w*|hola|buen(?:os|as) \w+|estimad\w+|bonjour|bonsoir|salut|chers?|chere|tag)\b"
    r"(?:\s+(?!(?:confirm|yes|ok|we|wir|ja|si|oui|the|i|ich|nous|je|no)\b)[^\s,!.:\n?\d]{1,20}){0,4}\s*[,!.:–-]*",
)
_CLOSING = re.compile(
    r"^\W*(?:(?:with )?(?:best|kind|warm|many|kindest)?\s*(?:regards|wishes)|cheers|thanks(?: and (?:best )?regards| a lot| again)?|thank you(?: very much)?|thx|tks|rgds|br|kr|best|yours"
    r"(?: sincerely| truly)?|sincerely|(?:mit )?(?:freundlichen?|besten?|herzlichen?|lieben?|vielen?|scho?e?nen?) (?:grue?(?:ss|ß)\w*|dank\w*)(?: aus \w+)?|mfg|lg|vg|bg|grue?(?:ss|ß)e?"
    r"|danke(?: und grue?(?:ss|ß)e?| schon| im voraus)?|(?:un |muchos |cordiales )?(?:cordial )?saludos?(?: cordiales?)?|muchas gracias|gracias|atentamente|un abrazo|cordialement|bien cordialement|bien (?:a|a) (?:vous|toi)|merci(?: d'avance| beaucoup)?|cdlt|cdt"
    r"|salutations|bonne (?:journee|fin de journee)|(?:meilleures |sinceres )?salutations|sent from my \w+|gesendet von|von meinem \w+ gesendet|enviado desde|envoye de(?:puis)? mon)\b[^\n\d]{0,30}$"
)
_DISCLAIMER = re.compile(
    r"^\W*(?:this (?:e-?mail|message|communication)\b.{0,60}(?:confidential|intended|privileged)|confidentiality|disclaimer|diese (?:e-?mail|nachricht)\b.{0,60}(?:vertraulich|enthae?lt)|"
    r"(?:este|el presente) (?:mensaje|correo)\b.{0,60}(?:confidencial|contiene)|ce (?:message|courriel|mail)\b.{0,60}(?:confidentiel|contient)|please consider the environment|bitte denken sie an die umwelt|antes de imprimir|pensez a l'environnement"
    r"|(?:registered office|sitz der gesellschaft|gescha?e?ftsfue?hrer|amtsgericht)\b)"
)
_BANNER = re.compile(
    r"^\W*(?:\[?external\]?|caution|achtung|attention|precaucion|externe e-?mail)\b.{0,20}(?:external|email|e-mail|extern|outside|origin|mail)\b.*$|^\W*\[?(?:external|extern|externe|externo)\]?\W*$"
)
_POLITE = re.compile(
    r"\b(?:many thanks|thanks|thank you)(?: very much| a lot| so much)? for (?:your|the|getting|reaching|sending|contacting|writing|waiting|chasing|asking)[^.!?\n,]{0,50}[.!,]"
    r"|\b(?:vielen|herzlichen|besten|scho?e?nen) dank fu?e?r (?:ihre|deine|eure|die)[^.!?\n,]{0,50}[.!,]|\bdanke fu?e?r (?:ihre|deine|eure|die)[^.!?\n,]{0,40}[.!,]"
    r"|\b(?:muchas )?gracias por (?:su|tu|el|la|vuestro)[^.!?\n,]{0,50}[.!,]|\bmerci (?:beaucoup )?(?:pour|de) (?:votre|ton|le|la)[^.!?\n,]{0,50}[.!,]"
    r"|\b(?:i )?hope (?:you|this|all|the|your)[^.!?\n]{0,60}[.!]|\b(?:ich )?hoffe,? (?:es geht|ihnen|dir|sie hatten|du hattest)[^.!?\n]{0,50}[.!]|\bespero que (?:este|estes|todo vaya|se encuentre|hayas)[^.!?\n]{0,50}[.!]|\bj'espere que (?:vous|tu|tout)[^.!?\n]{0,50}[.!]"
    r"|\b(?:ich |wir )?hoffen?,? (?:dass )?das (?:bringt|hilft|passt|ist) (?:euch|ihnen|dir|so|ok)[^.!?\n]{0,60}[.!]|\bespero que (?:te|os|le|les) (?:sirva|venga|valga|parezca)[^.!?\n]{0,40}[.!]|\bj'espere que (?:cela|ca) (?:te|vous) [^.!?\n]{0,40}[.!]"
    r"|\b(?:please )?(?:do not|don't|feel free to) hesitate[^.!?\n]{0,80}[.!]?|\bfeel free to (?:contact|call|reach|ask)[^.!?\n]{0,60}[.!]?|\bif you (?:have|need) any(?:thing| (?:further )?(?:questions|queries))?[^.!?\n]{0,80}[.!]?|\bshould you have any[^.!?\n]{0,60}[.!,]?|\bany questions,? (?:just |please )?(?:call|let|ask|write)[^.!?\n]{0,40}[.!]?"
    r"|\b(?:bei|fue?r|sollten sie) (?:weitere[n]? |noch )?(?:ru?e?ck)?fragen[^.!?\n]{0,80}[.!]?|\bfu?e?r (?:weitere )?ru?e?ckfragen[^.!?\n]{0,60}[.!]?|\bquedo (?:a (?:su|tu|vuestra) (?:entera )?disposicion|a la espera)[^.!?\n]{0,60}[.!]?|\b(?:no dude|no duden|no dudes) en[^.!?\n]{0,60}[.!]?|\bcualquier (?:duda|cosa),?[^.!?\n]{0,40}[.!]?"
    r"|\bn'hesite[rz]?(?:-vous)? pas[^.!?\n]{0,80}[.!]?|\b(?:je )?reste(?:ons)? a (?:votre|ta) disposition[^.!?\n]{0,60}[.!]?|\bveuillez (?:agreer|recevoir)[^.!?\n]{0,100}[.!]?|\bje vous prie d'agreer[^.!?\n]{0,100}[.!]?"
    r"|\b(?:sorry|apologies|apologize|entschuldig\w*|perdon\w?|disculp\w+|desolee?|pardon) (?:again )?(?:for|fur|fuer|por|pour) (?:the |die |das |el |la |le |my |ma |mi |meine |spate |late )*(?:delay|late|verspat\w*|verzoger\w*|spate\w*|retraso|retard|demora|reply|response|answer|antwort|reponse)[^.!?\n,:]{0,40}[.!,]?"
    r"|\b(?:have a (?:nice|great|good|lovely)|scho?e?ne[ns]? (?:tag|woche|wochenende|gruss|feierabend)|buen (?:dia|fin de semana|finde)|bonne (?:journee|semaine|fin)|bon (?:week-?end|courage))[^.!?\n]{0,30}[.!]?"
)
_LONGEST = 2_500
_SIGNATURE_LINES = 14


def own_words(text: str) -> str:
    """What the sender says, with tables as words; letter case and accents kept."""
    clean = spelled_out(visible(text).replace("\r\n", "\n")[:_LONGEST])
    lines = [line for line in clean.split("\n") if not _BANNER.match(folded(line))]
    kept: list[str] = []
    for number, line in enumerate(lines):
        low = folded(line)
        if _DISCLAIMER.match(low):
            break
        rest = [later for later in lines[number + 1 :] if later.strip()]
        closes = _CLOSING.match(low) and any(words.strip() for words in kept)
        if closes and len(rest) <= _SIGNATURE_LINES:
            kept += _postscript(lines[number + 1 :])
            break
        kept.append(line)
    body = "\n".join(kept).strip()
    return _without_formulas(body[_greeting_end(body) :]).strip()


def _without_formulas(body: str) -> str:
    """Without thanks, hopes and offers to help, which say nothing and sound like something."""
    kept, end = "", 0
    for formula in _POLITE.finditer(folded(body)):
        kept += body[end : formula.start()]
        end = formula.end()
    return kept + body[end:]


def _greeting_end(body: str) -> int:
    found = _GREETING.match(folded(body))
    return found.end() if found else 0


def _postscript(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if re.match(r"\s*p\.?\s?s\.?\b", line, re.IGNORECASE):
            return lines[number : number + 3]
    return []
