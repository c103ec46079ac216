"""The texts of our letters in French. Facts stand in `{{SLOTS}}`."""

FRENCH: dict[str, dict[str, str]] = {
    "input_request": {
        "friendly": "merci d'envoyer {{WHAT}} ; échéance : {{DUE}}. {{HOLDS_UP}} en dépend.\n\n"
        "Il ne manque que ce qui figure ici ; tout le reste est arrivé.",
    },
    "input_reminder": {
        "friendly": "un rappel : il manque {{WHAT}} ; échéance : {{DUE}}. Si c'est en route, vous "
        "n'avez rien d'autre à faire.",
        "firm": "il nous manque {{WHAT}} ; l'échéance était {{DUE}}. {{HOLDS_UP}} en dépend.\n\n"
        "Merci de l'envoyer aujourd'hui, ou de répondre avec le jour où vous le pouvez.",
        "urgent": "il nous manque toujours {{WHAT}}, échéance {{DUE}}, malgré notre rappel. "
        "{{HOLDS_UP}} est à l'arrêt pour cette raison.\n\n"
        "Merci de répondre aujourd'hui. Sans réponse, nous demanderons à {{ESCALATES_TO}} comment "
        "continuer.",
    },
    "input_findings": {
        "friendly": "merci pour {{FILE}}. Nous n'avons pas pu tout prendre : {{COUNT}} à revoir."
        "\n\nChaque cas figure avec sa feuille, sa ligne et sa colonne. Merci de les corriger dans "
        "le fichier et de le renvoyer ; échéance : {{DUE}}. Ce qui était juste reste.",
    },
    "input_accepted": {
        "friendly": "merci : {{WHAT}} est complète et entre dans le plan. Merci de comparer ce que "
        "nous avons compris avec ce que vous vouliez dire.",
    },
    "decision_needed": {
        "friendly": "{{QUESTION}} Cela demande votre décision ; échéance : {{DUE}}. Plus bas, de "
        "quoi il s'agit et ce que coûte chaque option.",
        "firm": "{{QUESTION}} Votre décision était attendue : {{DUE}}. Tant qu'elle n'est pas "
        "prise, ceci attend : {{HOLDS_UP}}.",
    },
    "action_assigned": {
        "friendly": "suite à la décision de {{DECIDED_BY}}, cette action est la vôtre : "
        "{{ACTION}}, échéance : {{DUE}}.\n\nQuand elle est faite, répondez à ce message, ou dites "
        "ce qui l'empêche.",
    },
    "action_reminder": {
        "friendly": "un rappel : {{ACTION}}, échéance : {{DUE}}.\n\nSi elle est faite, répondez "
        "pour le dire.",
        "firm": "{{ACTION}} était attendue : {{DUE}}, et nous ne savons pas si elle est faite.\n\n"
        "Merci de répondre aujourd'hui : est-elle faite, ou quel jour le sera-t-elle ?",
        "urgent": "{{ACTION}} était attendue : {{DUE}}, et elle en retarde d'autres.\n\nMerci de "
        "répondre aujourd'hui. Sans réponse, nous demanderons à {{ESCALATES_TO}} comment "
        "continuer.",
    },
    "escalation": {
        "friendly": "{{ACTION}} était attendue : {{DUE}}. Elle est à {{OWNER}}, et ceci en "
        "dépend : {{HOLDS_UP}}.\n\nCe qui a été tenté : {{TRIED}}.\n\nMerci d'aider {{OWNER}}, "
        "ou de la confier à une autre personne.",
    },
    "answer_unclear": {
        "friendly": "merci pour votre réponse sur {{WHAT}}. Nous n'avons pas pu la prendre telle "
        "quelle : {{WHY}}.\n\nMerci de répondre encore, échéance : {{DUE}}, avec {{NEEDED}}.",
    },
    "person_needed": {
        "friendly": "{{WHO}} a répondu sur {{WHAT}}, et il faut que vous regardiez avant qu'il en "
        "découle quoi que ce soit : {{WHY}}.\n\nRien n'a été pris du message. Il est gardé tel "
        "quel.",
    },
    "plan_published": {
        "friendly": "{{CYCLE}} est arrêté : {{CHOICE}}. C'est {{DECIDED_BY}} qui a décidé.\n\nCe "
        "que le plan promet et qui fait quoi est plus bas ; chaque action a une personne et un "
        "jour.",
    },
    "changes_asked": {
        "friendly": "{{WHO}} a renvoyé {{WHAT}} pour changement. Le motif : {{REASON}}.\n\nMerci "
        "d'y revenir ; échéance : {{DUE}}. Répondez avec un fichier corrigé, ou dites que rien ne "
        "change.",
    },
    "reply_decided": {
        "friendly": "votre réponse par message est enregistrée : {{CHOICE}}.\n\nSi ce n'est pas ce "
        "que vous vouliez dire, ouvrez la trace tout de suite.",
    },
    "reply_not_taken": {
        "friendly": "votre message n'a rien décidé : {{QUESTION}}\n\nIl est gardé tel quel et "
        "montré à tous ceux qui décident.",
    },
    "decision_turned": {
        "friendly": "il y a du nouveau sur une décision qui vous concerne. {{WHAT}}\n\n{{NEXT}} "
        "Vous n'avez rien à répondre.",
    },
    "action_offered": {
        "friendly": "{{GIVER}} demande si vous reprenez cette action : {{ACTION}}, échéance : "
        "{{DUE}}.\n\nElle n'est à vous qu'avec votre oui ; d'ici là elle reste à "
        "{{GIVER}}. Merci de répondre, échéance : {{ANSWER_BY}}.",
    },
    "offer_taken": {
        "friendly": "{{RECEIVER}} a repris {{ACTION}}. Vous n'avez plus rien à faire.",
    },
    "offer_refused": {
        "friendly": "{{RECEIVER}} ne reprend pas {{ACTION}}. Elle reste la vôtre, échéance : "
        "{{DUE}}.",
    },
    "offer_silent": {
        "friendly": "{{RECEIVER}} n'a pas répondu à temps sur {{ACTION}}. Elle reste la vôtre, "
        "échéance : {{DUE}}.",
    },
}
