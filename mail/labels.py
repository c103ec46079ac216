"""The fixed words of mail templates in the languages we write: English is the key."""

REPLY_ABOVE = {
    "en": "— Please reply above this line —",
    "de": "— Bitte oberhalb dieser Zeile antworten —",
}

GERMAN = {
    "Send": "Bitte senden:",
    "Correct": "Bitte korrigieren:",
    "Received": "Angekommen:",
    "Decided": "Entschieden:",
    "Nothing to do": "Nichts mehr zu tun:",
    "Yours": "Ihre Aufgabe",
    "Reminder": "Erinnerung",
    "Please clarify": "Bitte klären:",
    "What is unclear": "Was unklar ist",
    "What we need": "Was wir brauchen",
    "Still missing": "Noch offen",
    "by": "bis",
    "What is missing": "Was fehlt",
    "Due": "Fällig",
    "late by": "überfällig seit",
    "days": "Tagen",
    "day": "Tag",
    "What waits for it": "Was darauf wartet",
    "Nothing is missing": "Es fehlt nichts",
    "How to answer": "So antworten Sie",
    "Reply to this mail with the file or the numbers, or open": (
        "Antworten Sie auf diese Mail mit der Datei oder den Zahlen, oder öffnen Sie"
    ),
    "Attached is a sheet with last month’s numbers: correct it and send it back": (
        "Anbei eine Tabelle mit den Zahlen vom letzten Monat: korrigieren Sie sie, und senden Sie "
        "sie zurück"
    ),
    "The link is yours alone; it opens without signing in": (
        "Der Link ist nur für Sie; er öffnet sich ohne Anmeldung"
    ),
    "Reply “yes” and we write these corrections for you; the file as you sent it is kept.": (
        "Antworten Sie „ja“, und wir tragen diese Korrekturen für Sie ein; "
        "Ihre Datei bleibt, wie sie kam."
    ),
    "Cells we would correct": "Zellen, die wir korrigieren würden",
    "Reply to this mail in your own words, or open": (
        "Antworten Sie auf diese Mail in eigenen Worten, oder öffnen Sie"
    ),
    "to correct": "zu korrigieren",
    "rows": "Zeilen",
    "row": "Zeile",
    "Row": "Zeile",
    "Sheet": "Blatt",
    "Column": "Spalte",
    "column": "Spalte",
    "We read": "Gelesen",
    "We expected": "Erwartet",
    "What to do": "Was zu tun ist",
    "more rows on the page": "weitere Zeilen auf der Seite",
    "must be corrected": "muss korrigiert werden",
    "please check": "bitte prüfen",
    "File": "Datei",
    "version": "Fassung",
    "What we understood": "Was wir verstanden haben",
    "If this is wrong, reply and say so. The earlier version is kept.": (
        "Falls das nicht stimmt, antworten Sie bitte. Die frühere Fassung bleibt erhalten."
    ),
    "Recommended": "Empfohlen",
    "At stake": "Es geht um",
    "Decide by": "Entscheiden bis",
    "If nobody acts": "Wenn niemand handelt",
    "A day of waiting costs": "Ein Tag Warten kostet",
    "Can be chosen until": "Wählbar bis",
    "You stand in for": "Sie vertreten",
    "Stands in for you": "Sie werden vertreten von",
    "Why now": "Warum jetzt",
    "Not decided": "Nicht entschieden:",
    "What moved since the letter you answered": "Was sich seit Ihrem Brief geändert hat",
    "Reply to the letter that asked you, with exactly one of these as the first line": (
        "Antworten Sie auf den Brief, der Sie fragte, mit genau einer dieser ersten Zeilen"
    ),
    "Why it decided nothing": "Warum damit nichts entschieden ist",
    "Or decide by mail": "Oder entscheiden Sie per Mail",
    "Reply with exactly one of these as the first line of your mail": (
        "Antworten Sie mit genau einer dieser Zeilen als erster Zeile Ihrer Mail"
    ),
    "Any other reply decides nothing; it is kept as a note.": (
        "Jede andere Antwort entscheidet nichts; sie wird als Notiz aufbewahrt."
    ),
    "The options": "Die Optionen",
    "Read and decide": "Lesen und entscheiden",
    "The link only shows. You decide after signing in.": (
        "Der Link zeigt nur. Entschieden wird nach der Anmeldung."
    ),
    "Reason": "Begründung",
    "What happens now": "Was jetzt geschieht",
    "It can be withdrawn until": "Zurückziehen ist möglich bis",
    "See the record": "Zum Vermerk",
    "What depends on it": "Was davon abhängt",
    "Also yours, and due": "Außerdem von Ihnen und fällig",
    "Why you": "Warum Sie",
    "What closes it": "Was es abschließt",
    "Owner": "Zuständig",
    "What was tried": "Was versucht wurde",
    "When": "Wann",
    "What": "Was",
    "Outcome": "Ergebnis",
    "Open": "Öffnen",
    "Open the action": "Zur Maßnahme",
    "Open the plan": "Zum Plan",
    "Your actions": "Ihre Maßnahmen",
    "The plan in numbers": "Der Plan in Zahlen",
    "decisions wait for you": "Entscheidungen warten auf Sie",
    "decision waits for you": "Entscheidung wartet auf Sie",
    "Sent by Sopwith, the S&OP office.": "Gesendet von Sopwith, dem S&OP-Büro.",
    "is still missing": "fehlt noch",
    "was due": "war fällig",
    "is locked": "ist festgelegt",
    "The decision": "Die Entscheidung",
    "What it rests on": "Worauf sie beruht",
}


def label(words: str, locale: str) -> str:
    """A fixed phrase in the reader's language. Raises KeyError when German lacks it."""
    return GERMAN[words] if locale == "de" else words
