"""How letters in four languages greet, thank, close and disclaim, as patterns over folded text."""

import re

GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|moin(?: moin)?"
    r"|servus|grue?zi|grue?(?:ss|ß) gott|sehr geehrte\w*|hola|buen(?:os|as) \w+|estimad\w+|bonjour|bonsoir|salut|chers?|chere|tag)\b"
    r"(?:\s+(?!(?:confirm|yes|ok|we|wir|ja|si|oui|the|i|ich|nous|je|no)\b)[^\s,!.:\n?\d]{1,20}){0,4}\s*[,!.:–-]*",
)
CLOSING = re.compile(
    r"^\W*(?:(?:with )?(?:best|kind|warm|many|kindest)?\s*(?:regards|wishes)|cheers|thanks(?: and (?:best )?regards| a lot| again)?|thank you(?: very much)?|thx|tks|rgds|br|kr|best|yours"
    r"(?: sincerely| truly)?|sincerely|(?:mit )?(?:freundlichen?|besten?|herzlichen?|lieben?|vielen?|scho?e?nen?) (?:grue?(?:ss|ß)\w*|dank\w*)(?: aus \w+)?|mfg|lg|vg|bg|grue?(?:ss|ß)e?"
    r"|danke(?: und grue?(?:ss|ß)e?| schon| im voraus)?|(?:un |muchos |cordiales )?(?:cordial )?saludos?(?: cordiales?)?|muchas gracias|gracias|atentamente|un abrazo|cordialement|bien cordialement|bien (?:a|a) (?:vous|toi)|merci(?: d'avance| beaucoup)?|cdlt|cdt"
    r"|salutations|bonne (?:journee|fin de journee)|(?:meilleures |sinceres )?salutations|sent from my \w+|gesendet von|von meinem \w+ gesendet|enviado desde|envoye de(?:puis)? mon)\b[^\n\d]{0,30}$"
)
DISCLAIMER = re.compile(
    r"^\W*(?:this (?:e-?mail|message|communication)\b.{0,60}(?:confidential|intended|privileged)|confidentiality|disclaimer|diese (?:e-?mail|nachricht)\b.{0,60}(?:vertraulich|enthae?lt)|"
    r"(?:este|el presente) (?:mensaje|correo)\b.{0,60}(?:confidencial|contiene)|ce (?:message|courriel|mail)\b.{0,60}(?:confidentiel|contient)|please consider the environment|bitte denken sie an die umwelt|antes de imprimir|pensez a l'environnement"
    r"|(?:registered office|sitz der gesellschaft|gescha?e?ftsfue?hrer|amtsgericht)\b)"
)
BANNER = re.compile(
    r"^\W*(?:\[?external\]?|caution|achtung|attention|precaucion|externe e-?mail)\b.{0,20}(?:external|email|e-mail|extern|outside|origin|mail)\b.*$|^\W*\[?(?:external|extern|externe|externo)\]?\W*$"
)
POLITE = re.compile(
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
