"""Mails that try to steer the system, to phish, or to move money rather than to answer."""

import re

from agents.reading_suspicion import suspicions
from agents.replies.signs import folded
from agents.replies.values import ReplyMail

_STEERS = re.compile(
    r"""
    \b(?:ignor\w*|disregard|forget|override|bypass|vergiss\w*|vergessen\s+sie|missacht\w*|olvid\w+|oubli\w+|haz\s+caso\s+omiso|ne\s+tene[rz]\s+pas\s+compte|ne\s+tiens\s+pas\s+compte)\b
        .{0,40}\b(?:instruction\w*|previous|prior|above|anweisung\w*|vorherig\w*|bisherig\w*|instruccion\w*|anterior\w*|consigne\w*|preceden\w*|rules?|regeln?|reglas?|regles?|prompt|polic\w*|guidelines|checks?|limits?|validacion\w*|prue?fung\w*|controles?)
  | \b(?:you\s+are|you're|du\s+bist|sie\s+sind|eres|tu\s+es|vous\s+etes)\s+(?:now|jetzt|ab\s+jetzt|ahora|maintenant|desormais)\b
  | \b(?:system|developer|admin|root|debug|maintenance)[\s_-]*(?:prompt|message|note|override|instruction|mode|modus|command|nachricht|befehl|mensaje|modo)\b
  | \b(?:ai|ki|ia|llm|gpt|bot|chatbot|assistant|assistent\w*|asistente|language\s+model|sprachmodell|agent|parser|automation|sistema|systeme|system)\b\s*[,:]\s*(?:please|bitte|por\s+favor|s'il|approve|confirm|set|mark|ignore|accept|setz\w*|genehmig\w*|aprueb\w*|marca|approuve\w*|valide\w*|mets|change)
  | \b(?:note|attention|message|hinweis|nota|aviso|remarque|an|to|for|fur|para|pour|a)\s+(?:to\s+|an\s+|fur\s+|a\s+|al\s+|para\s+|pour\s+|the\s+|the\s+|den\s+|die\s+|das\s+|el\s+|la\s+|l')*\s*(?:ai|ki|ia|llm|bot|chatbot|parser|language\s+model|sprachmodell|automated\s+(?:reader|system)|ki-\w+|ai[\s-]\w+|ia\s+que|asistente|assistant|lecteur\s+automatique)\b
  | \b(?:set|mark|classify|record|register|report|treat|flag|output|return|answer|respond|setz\w*|markier\w*|trag\w*|stuf\w*|marca\w*|marque\w*|registr\w*|enregistr\w*|considere\w*|classe[rz]?|clasific\w*|devuelv\w*|renvoie\w*|gib)\b.{0,50}\b(?:as|to|als|auf|como|comme|a|en)\s+["']?(?:approved|accepted|confirmed|verified|done|trusted|genehmigt|freigegeben|bestae?tigt|erledigt|aprobad\w|confirmad\w|aceptad\w|hecho|approuve\w*|confirme\w*|valide\w*|accepte\w*)\b
  | \b(?:accepted|confidence|intent|verdict|is_admin|role)["']?\s*[:=]\s*["']?(?:true|1|0\.\d+|approve\w*|accept\w*|admin|yes|confirms?_done|provides_value)
  | \b(?:approve|accept|confirm|release|sign\s+off|genehmige\w*|freigeben|aprueb[ae]\w*|acept[ae]\w*|libera|approuve[rz]?|valide[rz]?|accepte[rz]?)\s+(?:all|every|everything|any|alle[sn]?|samtliche|todo\w*|tod[ao]s\s+l[ao]s|tou(?:s|tes)|toutes?)\b
  | \b(?:without|ohne|sin|sans)\s+(?:\w+\s+){0,3}(?:approv\w*|review\w*|checks?\b|checking|human|asking\s+anyone|telling|informing|prue?fung|ru?ckfrage|genehmigung|freigabe|preguntar|revis\w*|aprobacion|avisar|informar|validation|verifi\w*|prevenir|controle|demander|passer\s+par)
  | \b(?:skip|disable|suppress|turn\s+off|deactivate|deaktivier\w*|umgeh\w*|ue?berspring\w*|omit\w*|salt[ae]\w*|saute[rz]?|desactiv\w*|contourn\w*|desactiver|ignorer?)\b.{0,30}\b(?:check\w*|approval\w*|review\w*|validation\w*|gate\w*|warning\w*|verification\w*|prue?fung\w*|kontroll\w*|freigabe\w*|genehmigung\w*|warnung\w*|validacion\w*|aprobacion\w*|control\w*|alert\w*|revision\w*)
  | \b(?:send|forward|export|email|leak|reveal|share|give|schick\w*|send\w*|leit\w*|ue?bermittel\w*|envi\w+|envo[iy]\w+|fourni\w+|donne[rz]?|gib|geben|reenvi\w+|mand\w+|export\w*|comparte|transmet\w*|partage\w*|communique\w*|transfere\w*)\b.{0,60}\b(?:password\w*|passwor[dt]\w*|kennwor\w*|contrasen\w*|mots?\s+de\s+passe|credential\w*|zugangsdaten|credenciales|identifiants|api[\s-]?keys?|tokens?|customer\s+(?:list|data|base)|kundenlist\w*|kundendaten|lista\s+de\s+clientes|liste\s+des\s+clients|price\s*lists?|preislist\w*|lista\s+de\s+precios|database|datenbank|base\s+de\s+(?:datos|donnees)|all\s+(?:other\s+)?(?:forecasts?|suppliers?|regions?|plans?)|(?:the\s+)?(?:full|whole|entire|complete)\s+(?:plan|forecast|list|directory)|margins?|margen\w*|marges?|costs?\s+of\s+all)
  | \b(?:bank\s+(?:details|account|data)|iban|bankverbindung|kontodaten|kontonummer|cuenta\s+bancaria|datos\s+bancarios|coordonnees\s+bancaires|rib|wire\s+transfer|gift\s+cards?|ue?berweis\w*|bitcoin|crypto\w*|virement)\b
  | \b(?:verify|confirm|update|reset|validate|bestae?tigen\s+sie|verifi\w+|actualice|verifique|confirmez|verifiez|mettez\s+a\s+jour)\b.{0,25}\b(?:your\s+)?(?:account|password|login|mailbox|identity|credentials|konto|passwort|zugangsdaten|anmeldung|cuenta|contrasena|buzon|compte|mot\s+de\s+passe|identifiants|boite\s+mail)\b
  | \b(?:click|klick\w*|haga\s+clic|pulse|cliquez)\b.{0,40}(?:https?://|link|enlace|lien|here|hier|aqui|ici)
  | \b(?:raise|increase|set|lift|change|erhoh\w*|erhoe?h\w*|setz\w*|aument\w*|sub\w|cambi\w*|augment\w*|modifi\w*|ander\w*|aender\w*|replace|remplac\w*|ersetz\w*)\b.{0,30}\b(?:approval\s+limit|limit\s+of\s+approval|spending\s+limit|permissions?|access\s+rights|recipients?|freigabegrenze|freigabelimit|empfae?nger\w*|berechtigung\w*|limite\s+de\s+aprobacion|destinatari\w+|permisos|plafond|destinataires?|droits)
  | \b(?:all|every|each|the|other|alle|anderen?|tod[ao]s|las?\s+demas|tous|toutes|autres)\s+(?:other\s+)?(?:regions?|items?|plants?|lines|skus?|artikel|werke|regionen|regiones|regions|articulos|articles|sites|suppliers)\b.{0,40}\b(?:to\s+(?:zero|0\b)|auf\s+(?:null|0\b)|a\s+(?:cero|zero|0\b))
  | \b(?:ai|ki|ia|llm|bot|chatbot|assistant|assistent|asistente|system|sistema|systeme)\s*[:,]\s*(?:\w+\s+){0,3}(?:change|set|update|modify|raise|delete|send|forward|treat|add|approve|aendere|andere|setze|losche|sende|cambia|borra|envia|modifie|supprime|envoie)\w*
  | \b(?:keep\s+(?:this|it)\s+(?:confidential|secret|between\s+us|quiet)|do\s+not\s+(?:tell|inform|mention|notify)|don't\s+(?:tell|inform|mention)|sagen?\s+(?:sie\s+)?(?:es\s+)?niemand\w*|behalten\s+sie\s+das\s+fur\s+sich|vertraulich\s+behandeln|no\s+(?:se\s+lo\s+)?(?:digas?|cuentes?|informes?|avises?)|guarde\w*\s+(?:en\s+)?secreto|ne\s+(?:le\s+)?(?:dites|parlez|prevenez)\b.{0,20}\b(?:rien|personne|pas)|restez\s+discret\w*|soyez\s+discret\w*)
  | \b(?:virer|verser|transferir|uberweisen|ueberweisen|wire|pay|zahlen|pagar|payer)\s+(?:\w+\s+){0,3}(?:€|\$|eur\b)?\s?\d
  | \b(?:as|als|como|en\s+tant\s+que)\s+(?:\w+\s+){0,3}(?:admin\w*|ceo|cfo)\b.{0,40}\b(?:order|instruct|command|tell|weise|befehle|ordeno|exijo|ordonne|demande|authori[sz]e)
  | \b(?:instruct|order|command)\s+you\s+to\b|\bweise\s+(?:ich\s+)?(?:dich|sie)\s+an\b|\bte\s+ordeno\b|\bje\s+(?:vous|t')\s*ordonne\b|\bpor\s+orden\s+de\b.{0,40}\bapr(?:ueb|ob)
  | \b(?:log\s?-?in|sign\s?-?in|anmelden|einloggen|inici\w+\s+sesion|acced\w+|connecte[rz]|claim|selected|gewonnen|ganado|gagne)\b.{0,60}https?://
  | \b(?:pretend|act\s+as|roleplay|tu\s+so\s+als|finge|simula|fais\s+comme\s+si|jailbreak|do\s+anything\s+now|new\s+instructions?|neue\s+anweisung\w*|nuevas\s+instrucciones|nouvelles\s+(?:instructions|consignes))\b
  | \b(?:bcc|blind\s+copy|set_\w+\(|approve\(|delete\s+(?:all|the)|drop\s+table|</?\w+>\s*approve|begin\s+(?:system|admin)|end\s+of\s+(?:mail|message|email)\s*[.:]|\[\[|\{\{|<!--|<\s*/?\s*(?:system|instruction|user|assistant|prompt))
    """,
    re.VERBOSE,
)
_HARMLESS = re.compile(
    r"\b(?:if you (?:are|have) (?:not )?(?:the |received )|please (?:delete|notify)|disclaimer|(?:iban|bank|bic|swift|ust|vat)[^.\n]{0,20}(?:de|es|fr|gb)\d\d\b)"
)


def attacks_in(mail: ReplyMail) -> tuple[str, ...]:
    """Why a mail looks like an attack; quoted parts and the subject are looked at too."""
    whole = f"{mail.subject}\n{mail.everything or mail.words}"
    found = list(suspicions(mail.words)) or list(suspicions(whole))
    if _STEERS.search(folded(_without_signature_bank(whole))):
        found.append("it asks for what no answer may bring about")
    return tuple(dict.fromkeys(found))


def _without_signature_bank(text: str) -> str:
    """Letterheads carry bank details: a line that only states them asks for nothing."""
    return "\n".join(
        line
        for line in text.split("\n")
        if not re.match(
            r"^\W*(?:iban|bic|swift|bank\b|bankverbindung)\W{0,3}\s*[A-Z0-9: ,/-]+$",
            line,
            re.IGNORECASE,
        )
    )
