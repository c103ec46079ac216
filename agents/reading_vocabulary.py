"""The plain words a forecast in words may be made of. One word we don't know: a person reads it.

Lexicons overfit their authors: what they have not seen they misread with confidence. So acceptance
is closed: beyond the numbers, dates, names and signs we understood, only these words may stand.
None of them can change what a statement means or when it holds.
"""

import re
from collections.abc import Iterable

_PLAIN = """
a an the this that these it its we i us our my me you your they he she them and with of for in on at
to from by as is are am has have had been be do does up
hi hello dear thanks thank please kind best regards cheers great fine sure hereby now today again
ahead go goes going
litre litres liter liters l unit units case cases piece pieces pcs kg ton tons tonnes hl
number numbers figure figures quantity volume amount value total forecast plan planning schedule
order orders po booking delivery deliveries shipment shipments ship ships shipped arrive arrives
arriving arrival deliver delivers delivered delivering dock supply supplier suppliers vendor plant
line lines shift shifts saturday saturdays extra week date month promo promotion action task request
file sheet attached attachment attaching enclosed update updated
book booked place placed send sent use take with let's lets go can could make put add set change
confirm confirmation done all both good side rest everything else otherwise only
week day days late discussed agreed requested
der die das den dem des ein eine einen einem einer dies diese dieser wir ich uns mir mich unser
unsere sie ihr ihnen es und mit von für in im am an auf zu zum zur als ist sind bin hat habe haben
war bitte danke vielen dank hallo guten tag gerne hiermit jetzt nun dafür daran
stück kiste kisten menge zahl zahlen wert prognose planung termin lieferung liefern liefert
geliefert lieferant lieferanten bestellung auftrag schicht schichten datei anhang angehängt
anbei hängt planen rechnen nehmen können wir leider nur alles auch komplett der plan werk linie
el la los las lo un una unos este esta esto nosotros nos yo se le ya y con de del para por en a al
es son está están he ha hemos favor gracias hola
litros unidades cajas cantidad cifra cifras previsión plan pedido pedidos entrega entregas entregar
llega llegan proveedor planta turno turnos archivo adjunto semana podemos puedo todo ahora mes sube
le la les l un une ce cette ces nous je on vous il elle et avec de du des d pour en à au aux est
sont a ai avons ont été qui que merci bonjour bien reçu planning joint ci-joint
gegenüber vormonat
litre litres unités caisses quantité chiffre chiffres prévision commande commandes livraison livrer
livre livré fournisseur usine équipe fichier comptez prévoyez semaine pouvons lui c c'est
"""
PLAIN = frozenset(_PLAIN.split())
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def unknown_words(
    text: str, understood: Iterable[tuple[int, int]], names: Iterable[str]
) -> tuple[str, ...]:
    """Words outside what was understood (spans of the text) that are not plain.

    >>> unknown_words("Confirmed, the plan was wrong", [(0, 9)], [])
    ('was', 'wrong')
    """
    spans = list(understood)
    known = {part for name in names for part in name.lower().split()}
    allowed = PLAIN | known
    return tuple(
        word.group()
        for word in _WORD.finditer(text)
        if word.group().lower() not in allowed
        and not any(start <= word.start() and word.end() <= end for start, end in spans)
    )
