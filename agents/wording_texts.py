"""The texts of our letters by language, kind and tone. Facts stand in `{{SLOTS}}`."""

from agents.wording_french import FRENCH
from agents.wording_spanish import SPANISH

GREETINGS = {
    "en": "Hello {name},",
    "de": "Guten Tag {name},",
    "es": "Hola, {name}:",
    "fr": "Bonjour {name},",
}

_ENGLISH: dict[str, dict[str, str]] = {
    "input_request": {
        "friendly": "Please send {{WHAT}} by {{DUE}}. {{HOLDS_UP}} waits for it.\n\n"
        "Only what is listed here is missing; everything else has arrived.",
    },
    "input_reminder": {
        "friendly": "A reminder: {{WHAT}} is due {{DUE}}. If it is on its way, there is nothing "
        "else to do.",
        "firm": "We miss {{WHAT}}; it was due {{DUE}}. {{HOLDS_UP}} waits for it.\n\n"
        "Please send it today, or reply with the day you can.",
        "urgent": "We still miss {{WHAT}}, due {{DUE}}, although we reminded you. "
        "{{HOLDS_UP}} stands still because of it.\n\n"
        "Please answer today. Without an answer we will ask {{ESCALATES_TO}} how to go on.",
    },
    "input_findings": {
        "friendly": "Thank you for {{FILE}}. We could not take everything from it: {{COUNT}} need "
        "another look.\n\nEach one is listed with its sheet, row and column. Correct them in the "
        "file and send it again by {{DUE}}; what was right stays as it is.",
    },
    "input_accepted": {
        "friendly": "Thank you: {{WHAT}} is complete and goes into the plan. Please compare what "
        "we understood with what you meant.",
    },
    "decision_needed": {
        "friendly": "{{QUESTION}} This needs your decision by {{DUE}}. Below is what it is about "
        "and what each option costs.",
        "firm": "{{QUESTION}} Your decision was due {{DUE}}. Until it is made, {{HOLDS_UP}} waits.",
    },
    "action_assigned": {
        "friendly": "Following the decision of {{DECIDED_BY}}, this action is yours: {{ACTION}}, "
        "due {{DUE}}.\n\nWhen it is done, reply to this mail and say so, or say what stands in "
        "the way.",
    },
    "action_reminder": {
        "friendly": "A reminder: {{ACTION}} is due {{DUE}}.\n\nIf it is done, reply and say so.",
        "firm": "{{ACTION}} was due {{DUE}} and we have not heard that it is done.\n\n"
        "Please reply today: is it done, or which day will it be?",
        "urgent": "{{ACTION}} was due {{DUE}} and holds up others.\n\nPlease answer today. "
        "Without an answer we will ask {{ESCALATES_TO}} how to go on.",
    },
    "escalation": {
        "friendly": "{{ACTION}} was due {{DUE}}. It belongs to {{OWNER}}, and {{HOLDS_UP}} waits "
        "for it.\n\nWhat was tried: {{TRIED}}.\n\nPlease help {{OWNER}} to get it done, or give "
        "it to somebody else.",
    },
    "answer_unclear": {
        "friendly": "Thank you for your answer about {{WHAT}}. We could not take it as it stands: "
        "{{WHY}}.\n\nPlease reply once more by {{DUE}}, with {{NEEDED}}.",
    },
    "person_needed": {
        "friendly": "{{WHO}} answered about {{WHAT}}, and this needs your eyes before anything "
        "follows from it: {{WHY}}.\n\nNothing was taken from the message. It is kept as it came.",
    },
    "plan_published": {
        "friendly": "{{CYCLE}} is locked: {{CHOICE}}. {{DECIDED_BY}} decided it.\n\nWhat the plan "
        "promises and who does what is below; each action has one owner and one day.",
    },
    "changes_asked": {
        "friendly": "{{WHO}} sent {{WHAT}} back for changes. The reason: {{REASON}}.\n\nPlease "
        "look at it by {{DUE}}. Reply with a corrected file, or say that nothing changes.",
    },
    "reply_decided": {
        "friendly": "Your answer by mail is recorded: {{CHOICE}}.\n\nIf this isn't what you meant, "
        "open the record at once.",
    },
    "reply_not_taken": {
        "friendly": "Your mail decided nothing: {{QUESTION}}\n\nIt is kept as it came, and shown "
        "to everybody who decides.",
    },
    "decision_turned": {
        "friendly": "There is news about a decision that concerns you. {{WHAT}}\n\n{{NEXT}} "
        "There is nothing you need to answer.",
    },
    "action_offered": {
        "friendly": "{{GIVER}} asks whether you take this action over: {{ACTION}}, due "
        "{{DUE}}.\n\nIt becomes yours only with your yes; until then it stays with "
        "{{GIVER}}. Please answer by {{ANSWER_BY}}.",
    },
    "offer_taken": {
        "friendly": "{{RECEIVER}} has taken over {{ACTION}}. There is nothing else for you to do.",
    },
    "offer_refused": {
        "friendly": "{{RECEIVER}} does not take over {{ACTION}}. It is still yours, due {{DUE}}.",
    },
    "offer_silent": {
        "friendly": "{{RECEIVER}} has not answered in time whether to take over {{ACTION}}. It is"
        " still yours, due {{DUE}}.",
    },
}

_GERMAN: dict[str, dict[str, str]] = {
    "input_request": {
        "friendly": "bitte senden Sie {{WHAT}} bis {{DUE}}. Darauf wartet: {{HOLDS_UP}}.\n\n"
        "Es fehlt nur, was hier aufgeführt ist; alles andere ist da.",
    },
    "input_reminder": {
        "friendly": "zur Erinnerung: {{WHAT}} ist fällig {{DUE}}. Falls es unterwegs ist, brauchen "
        "Sie nichts weiter zu tun.",
        "firm": "uns fehlt {{WHAT}}, fällig war {{DUE}}. Darauf wartet: {{HOLDS_UP}}."
        "\n\nBitte senden Sie es heute, oder antworten Sie mit dem Tag, an dem Sie es können.",
        "urgent": "trotz unserer Erinnerung fehlt {{WHAT}}, fällig war {{DUE}}. Deshalb steht "
        "still: {{HOLDS_UP}}.\n\nBitte antworten Sie heute. Ohne Antwort fragen wir "
        "{{ESCALATES_TO}}, wie es weitergeht.",
    },
    "input_findings": {
        "friendly": "danke für {{FILE}}. Wir konnten nicht alles übernehmen: {{COUNT}} brauchen "
        "noch einen Blick.\n\nJede Stelle ist mit Blatt, Zeile und Spalte aufgeführt. Bitte "
        "berichtigen Sie die Datei und senden Sie sie bis {{DUE}} noch einmal; was richtig war, "
        "bleibt.",
    },
    "input_accepted": {
        "friendly": "danke, {{WHAT}} ist vollständig und geht in den Plan ein. Bitte vergleichen "
        "Sie, was wir verstanden haben, mit dem, was Sie meinten.",
    },
    "decision_needed": {
        "friendly": "{{QUESTION}} Das braucht Ihre Entscheidung bis {{DUE}}. Unten steht, worum es "
        "geht und was jede Option kostet.",
        "firm": "{{QUESTION}} Ihre Entscheidung war fällig {{DUE}}. Bis dahin wartet: "
        "{{HOLDS_UP}}.",
    },
    "action_assigned": {
        "friendly": "nach der Entscheidung von {{DECIDED_BY}} ist das Ihre Maßnahme: {{ACTION}}, "
        "fällig {{DUE}}.\n\nWenn sie erledigt ist, antworten Sie bitte auf diese Mail, oder "
        "schreiben Sie, was im Weg steht.",
    },
    "action_reminder": {
        "friendly": "zur Erinnerung: {{ACTION}}, fällig {{DUE}}.\n\nWenn es erledigt ist, "
        "antworten Sie bitte kurz.",
        "firm": "{{ACTION}} war fällig {{DUE}}, und wir haben noch nichts gehört.\n\n"
        "Bitte antworten Sie heute: Ist es erledigt, oder an welchem Tag?",
        "urgent": "{{ACTION}} war fällig {{DUE}} und hält andere auf.\n\nBitte antworten Sie "
        "heute. Ohne Antwort fragen wir {{ESCALATES_TO}}, wie es weitergeht.",
    },
    "escalation": {
        "friendly": "{{ACTION}} war fällig {{DUE}}. Zuständig ist {{OWNER}}; darauf wartet: "
        "{{HOLDS_UP}}.\n\nVersucht wurde: {{TRIED}}.\n\nBitte helfen Sie {{OWNER}}, oder geben "
        "Sie es jemand anderem.",
    },
    "answer_unclear": {
        "friendly": "danke für Ihre Antwort. Es geht um {{WHAT}}. So konnten wir sie nicht "
        "übernehmen: {{WHY}}.\n\nBitte antworten Sie bis {{DUE}} noch einmal, mit {{NEEDED}}.",
    },
    "person_needed": {
        "friendly": "{{WHO}} hat zu {{WHAT}} geantwortet, und bevor daraus etwas folgt, braucht es "
        "Ihren Blick: {{WHY}}.\n\nAus der Nachricht wurde nichts übernommen. Sie ist so "
        "aufbewahrt, wie sie kam.",
    },
    "plan_published": {
        "friendly": "{{CYCLE}} ist festgelegt: {{CHOICE}}. Entschieden hat {{DECIDED_BY}}.\n\nWas "
        "der Plan verspricht und wer was tut, steht unten; jede Maßnahme hat eine zuständige "
        "Person und einen Tag.",
    },
    "changes_asked": {
        "friendly": "{{WHO}} hat {{WHAT}} zur Änderung zurückgegeben. Der Grund: {{REASON}}.\n\n"
        "Bitte sehen Sie bis {{DUE}} darauf. Antworten Sie mit einer berichtigten Datei, oder "
        "schreiben Sie, dass sich nichts ändert.",
    },
    "reply_decided": {
        "friendly": "Ihre Antwort per Mail ist festgehalten: {{CHOICE}}.\n\nFalls Sie etwas "
        "anderes meinten, öffnen Sie bitte gleich den Vermerk.",
    },
    "reply_not_taken": {
        "friendly": "mit Ihrer Mail ist nichts entschieden: {{QUESTION}}\n\nSie ist aufbewahrt, "
        "wie sie kam, und wird allen gezeigt, die entscheiden.",
    },
    "decision_turned": {
        "friendly": "zu einer Entscheidung, die Sie betrifft, gibt es Neues. {{WHAT}}\n\n"
        "{{NEXT}} Sie brauchen nichts zu antworten.",
    },
    "action_offered": {
        "friendly": "{{GIVER}} fragt, ob Sie diese Maßnahme übernehmen: {{ACTION}}, fällig "
        "{{DUE}}.\n\nIhre wird sie erst mit Ihrem Ja; bis dahin bleibt sie bei "
        "{{GIVER}}. Bitte antworten Sie bis {{ANSWER_BY}}.",
    },
    "offer_taken": {
        "friendly": "{{RECEIVER}} hat {{ACTION}} übernommen. Für Sie ist nichts weiter zu tun.",
    },
    "offer_refused": {
        "friendly": "{{RECEIVER}} übernimmt {{ACTION}} nicht. Sie bleibt bei Ihnen, fällig "
        "{{DUE}}.",
    },
    "offer_silent": {
        "friendly": "{{RECEIVER}} hat nicht rechtzeitig geantwortet. Es geht um {{ACTION}}. Sie "
        "bleibt bei Ihnen, fällig {{DUE}}.",
    },
}

TEXTS = {"en": _ENGLISH, "de": _GERMAN, "es": SPANISH, "fr": FRENCH}
