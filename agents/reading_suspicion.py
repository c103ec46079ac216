"""Words that try to steer the system rather than answer it. Rules only: no model is asked."""

import re
import unicodedata

_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_STEERING = re.compile(r"[\u202a-\u202e\u2066-\u2069]|[\U000e0000-\U000e0fff]")
_SPLIT_WORD = re.compile(r"\w[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]+\w")
_ROUND_LATIN = re.compile(
    r"[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]"
)

_INSTRUCTION = re.compile(
    r"""
    (?:ignor\w*|disregard|forget|override|vergiss|missacht\w*|olvida|oubli\w+)
        .{0,30}(?:instruction|previous|prior|above|anweisung|vorherig|bisherig|oberhalb|instruccion
        |anterior|consigne|précéden|rules?\b|regeln|prompt|polic)
  | (?:new|updated|important|neue|nuevas|nouvelles)\s+(?:system\s+)?(?:instructions?|anweisung\w*
        |instrucciones|consignes)
  | \bsystem\s*(?:prompt|message|note|override|instruction)|^\s*\#{0,4}\s*(?:system|assistant|user
        |developer)\s*:
  | <\s*/?\s*(?:system|assistant|mail|instructions?|user)\b|<\|[a-z_]+\|>|\[/?inst\]|```
  | \b(?:as|being|you\s+are|you're|act\s+as|du\s+bist|eres|tu\s+es|vous\s+êtes)\s+(?:now\s+)?
        (?:an?|the|ein|eine|un|une)?\s*(?:ai|ki|ia|assistant\w*|assistent|asistente|language\s+model
        |agent\b|bot|system\b|sprachmodell|parser|reader)
  | \b(?:dear|hello|hi|to\s+the|note\s+to\s+the?)\s+(?:ai|llm|assistant|language\s+model|agent|bot
        |parser|model)\b
  | \b(?:mark|set|record|classify|treat|label|close|flag|report)\s+(?:this|it|the|all|my)\b.{0,40}\b
        (?:as|to)\s+["']?(?:approved|done|complete|completed|closed|confirmed|accepted|verified
        |provides_value|confirms_done)
  | \b(?:markier\w*|setz\w*|stuf\w*)\b.{0,40}\b(?:als|auf)\s+(?:erledigt|genehmigt|freigegeben
        |bestätigt)
  | \b(?:marca|marque[rz]?|marcar|considere[rz]?)\b.{0,40}\b(?:como|comme)\s+(?:aprobad|hech|complet
        |approuv|termin|fait)
  | \b(?:intent|verdict|confidence|accept)["']?\s*[:=]|"\s*:\s*"|\{\s*"
  | \b(?:forward|send|export|leak|reveal|print|show|sende|schick|envía|envoie\w*)\b.{0,60}
        (?:all|every|password|secret|api\s*key|token|credential|database|prices?\s+list
        |alle|todos|tous)\b.{0,40}(?:\bto\b|\ban\b|\ba\b|\bà\b|@)
  | \b(?:bcc|add\s+.{0,20}to\s+the\s+recipients|change\s+the\s+(?:recipient|bank|iban))
  | \b(?:skip|bypass|disable|suppress|without)\b.{0,20}\b(?:check|approval|review|warning|gate
        |verification|human|person)
  | \b(?:call|invoke|run|execute)\s+(?:the\s+)?(?:tool|function|command)
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_DECISION = re.compile(
    r"\b(?:approv\w+|freigegeben|freigabe|genehmig\w*|freigeb\w*|gebe\w*\s+frei|aprueb\w*"
    r"|aprob\w+|approuv\w*|authori[sz]\w*|autori[sz]\w*|sign(?:ed)?[\s-]?off)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://|\bwww\.|\bjavascript:|\bdata:\w+/|mailto:", re.IGNORECASE)


def visible(text: str) -> str:
    r"""The text as an eye sees it: compatibility forms folded, invisible characters removed.

    >>> visible("46\u00a0000 lit\u200bres")
    '46 000 litres'
    """
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return folded.replace("’", "'").replace("‘", "'").replace("−", "-")


def suspicions(text: str) -> tuple[str, ...]:
    """Why a mail looks like an attack, in plain words; empty when it does not."""
    clean = visible(text)
    found: list[str] = []
    if _STEERING.search(text) or _SPLIT_WORD.search(text):
        found.append("it hides characters inside its words")
    if _ROUND_LATIN.search(clean):
        found.append("it mixes alphabets inside a word")
    if _INSTRUCTION.search(clean):
        found.append("it gives instructions to the system")
    return tuple(found)


def cautions(text: str) -> tuple[str, ...]:
    """Why an honest-looking mail still needs a person before anything follows from it."""
    clean = visible(text)
    found: list[str] = []
    if _DECISION.search(clean):
        found.append("it speaks of an approval, which only a signed-in person can give")
    if _LINK.search(clean):
        found.append("it contains a link")
    return tuple(found)
