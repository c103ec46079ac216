"""The calendar words of four languages."""

import re

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        [
            "january jan januar jänner enero ene janvier janv",
            "february feb februar febrero février févr fevrier fevr",
            "march mar märz mär marz maerz marzo mars",
            "april apr abril abr avril avr",
            "may mai mayo",
            "june jun juni junio juin",
            "july jul juli julio juillet juil",
            "august aug agosto ago août aout",
            "september sep sept septiembre septembre",
            "october oct oktober okt octubre octobre",
            "november nov noviembre novembre",
            "december dec dezember dez diciembre dic décembre déc decembre",
        ],
        start=1,
    )
    for name in names.split()
}
WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        [
            "monday montag lunes lundi",
            "tuesday dienstag martes mardi",
            "wednesday mittwoch miércoles miercoles mercredi",
            "thursday donnerstag jueves jeudi",
            "friday freitag viernes vendredi",
            "saturday samstag sábado sabado samedi",
            "sunday sonntag domingo dimanche",
        ]
    )
    for name in names.split()
}
DAYS_AWAY: dict[str, int] = {
    "today": 0,
    "heute": 0,
    "hoy": 0,
    "aujourd'hui": 0,
    "tomorrow": 1,
    "morgen": 1,
    "mañana": 1,
    "demain": 1,
    "übermorgen": 2,
    "yesterday": -1,
    "gestern": -1,
    "ayer": -1,
}
COUNTS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        [
            "one a an einem einer ein eine un una une",
            "two zwei dos deux",
            "three drei tres trois",
            "four vier cuatro quatre",
        ],
        start=1,
    )
    for word in words.split()
}


def any_of(words: dict[str, int]) -> str:
    """A pattern for the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
