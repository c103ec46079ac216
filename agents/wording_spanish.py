"""The texts of our letters in Spanish. Facts stand in `{{SLOTS}}`."""

SPANISH: dict[str, dict[str, str]] = {
    "input_request": {
        "friendly": "por favor, envíe {{WHAT}}; plazo: {{DUE}}. {{HOLDS_UP}} depende de ello.\n\n"
        "Solo falta lo que figura aquí; todo lo demás ha llegado.",
    },
    "input_reminder": {
        "friendly": "le recordamos que falta {{WHAT}}; plazo: {{DUE}}. Si ya está en camino, no "
        "tiene que hacer nada más.",
        "firm": "nos falta {{WHAT}}; el plazo era {{DUE}}. {{HOLDS_UP}} depende de ello.\n\n"
        "Por favor, envíelo hoy, o responda con el día en que puede.",
        "urgent": "todavía nos falta {{WHAT}}, con plazo {{DUE}}, aunque se lo recordamos. "
        "{{HOLDS_UP}} está parada por ello.\n\n"
        "Por favor, responda hoy. Sin respuesta preguntaremos a {{ESCALATES_TO}} cómo seguir.",
    },
    "input_findings": {
        "friendly": "gracias por {{FILE}}. No pudimos tomarlo todo: {{COUNT}} por revisar.\n\n"
        "Cada caso figura con su hoja, fila y columna. Corríjalos en el archivo y envíelo de "
        "nuevo; plazo: {{DUE}}. Lo que estaba bien se queda como está.",
    },
    "input_accepted": {
        "friendly": "gracias: {{WHAT}} está completa y entra en el plan. Por favor, compare lo "
        "que entendimos con lo que quería decir.",
    },
    "decision_needed": {
        "friendly": "{{QUESTION}} Esto necesita su decisión; plazo: {{DUE}}. Abajo está de qué se "
        "trata y lo que cuesta cada opción.",
        "firm": "{{QUESTION}} El plazo de su decisión era {{DUE}}. Hasta que se tome, espera: "
        "{{HOLDS_UP}}.",
    },
    "action_assigned": {
        "friendly": "según la decisión de {{DECIDED_BY}}, esta acción es suya: {{ACTION}}, plazo: "
        "{{DUE}}.\n\nCuando esté hecha, responda a este correo, o diga qué lo impide.",
    },
    "action_reminder": {
        "friendly": "un recordatorio: {{ACTION}}, plazo: {{DUE}}.\n\nSi está hecha, responda y "
        "dígalo.",
        "firm": "{{ACTION}} tenía plazo {{DUE}} y no sabemos que esté hecha.\n\n"
        "Por favor, responda hoy: ¿está hecha, o qué día lo estará?",
        "urgent": "{{ACTION}} tenía plazo {{DUE}} y retrasa a otros.\n\nPor favor, responda hoy. "
        "Sin respuesta preguntaremos a {{ESCALATES_TO}} cómo seguir.",
    },
    "escalation": {
        "friendly": "{{ACTION}} tenía plazo {{DUE}}. Es de {{OWNER}}, y de ello depende: "
        "{{HOLDS_UP}}.\n\nSe intentó: {{TRIED}}.\n\nPor favor, ayude a {{OWNER}}, o désela a otra "
        "persona.",
    },
    "answer_unclear": {
        "friendly": "gracias por su respuesta sobre {{WHAT}}. No pudimos tomarla como está: "
        "{{WHY}}.\n\nPor favor, responda otra vez, plazo: {{DUE}}, con {{NEEDED}}.",
    },
    "person_needed": {
        "friendly": "{{WHO}} respondió sobre {{WHAT}}, y antes de que se haga nada hace falta que "
        "usted lo mire: {{WHY}}.\n\nNo se tomó nada del mensaje. Se guarda como llegó.",
    },
    "plan_published": {
        "friendly": "{{CYCLE}} está cerrado: {{CHOICE}}. Lo decidió {{DECIDED_BY}}.\n\nLo que el "
        "plan promete y quién hace qué está abajo; cada acción tiene un responsable y un día.",
    },
    "changes_asked": {
        "friendly": "{{WHO}} devolvió {{WHAT}} para que se cambie. El motivo: {{REASON}}.\n\nPor "
        "favor, mírelo; plazo: {{DUE}}. Responda con un archivo corregido, o diga que nada cambia.",
    },
    "reply_decided": {
        "friendly": "su respuesta por correo está registrada: {{CHOICE}}.\n\nSi no es lo que "
        "quería decir, abra el registro enseguida.",
    },
    "reply_not_taken": {
        "friendly": "su correo no decidió nada: {{QUESTION}}\n\nSe guarda como llegó y se muestra "
        "a todos los que deciden.",
    },
    "decision_turned": {
        "friendly": "hay novedades sobre una decisión que le afecta. {{WHAT}}\n\n{{NEXT}} No tiene "
        "que responder nada.",
    },
    "action_offered": {
        "friendly": "{{GIVER}} pregunta si usted asume esta acción: {{ACTION}}; plazo: "
        "{{DUE}}.\n\nSolo será suya con su sí; hasta entonces sigue con {{GIVER}}. "
        "Responda, por favor; plazo para responder: {{ANSWER_BY}}.",
    },
    "offer_taken": {
        "friendly": "{{RECEIVER}} ha asumido {{ACTION}}. Usted no tiene que hacer nada más.",
    },
    "offer_refused": {
        "friendly": "{{RECEIVER}} no asume {{ACTION}}. Sigue siendo suya; plazo: {{DUE}}.",
    },
    "offer_silent": {
        "friendly": "{{RECEIVER}} no ha respondido a tiempo sobre {{ACTION}}. Sigue siendo suya; "
        "plazo: {{DUE}}.",
    },
}
