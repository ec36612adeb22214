"""What a heading is about, in seven languages: it decides what becomes of the text below it."""

from __future__ import annotations

import re
from enum import StrEnum


class Topic(StrEnum):
    """A subject that a brochure treats in a way of its own."""

    RISKS = "risks"
    REFERENCES = "references"
    QUESTIONS = "questions"
    TESTIMONIALS = "testimonials"
    CONTACT = "contact"
    BENEFITS = "benefits"
    ALTERNATIVES = "alternatives"
    REGULATORY = "regulatory"
    ASSESSMENT = "assessment"
    PROCEDURE = "procedure"
    RESULTS = "results"
    PRACTITIONER = "practitioner"
    NOTICE = "notice"
    CLOSING = "closing"


# Stems, each at the start of a word. A heading counts for the topic that is named first in it, except that risks
# always win: "Benefits and risks" must not turn risks into benefits.
_STEMS: dict[Topic, str] = {
    Topic.RISKS: r"risks?\b|side[ -]effects?|complications?|adverse|safety\b|dangers?\b|risik|nebenwirkung"
    r"|komplikation|risques?\b|effets secondaires|effets indésirables|riesgos?|efectos (?:secundarios|adversos)"
    r"|complicaciones|rischi|effetti (?:collaterali|indesiderati)|complicanze|risico|bijwerkingen|complicaties|riscos?\b"
    r"|efeitos (?:secundários|colaterais)|complicações",
    Topic.REFERENCES: r"^(?:references?|sources?|bibliography|literature|further reading|citations|works cited|notes and"
    r" references|footnotes|quellen\w*|literatur\w*|referenzen|einzelnachweise|références|bibliographie|referencias"
    r"|bibliografía|fuentes|riferimenti|bibliografia|fonti|bronnen|referenties|literatuur\w*|referências|fontes)"
    r"(?: (?:and|und|et|y|e|en) \w+)?$",
    Topic.QUESTIONS: r"faqs?\b|frequently asked|questions? (?:and|&) answers?|common questions|your questions|q\s?&\s?a\b"
    r"|häufige fragen|häufig gestellte|fragen und antworten|questions fréquentes|foire aux questions"
    r"|preguntas frecuentes|domande frequenti|veelgestelde vragen|perguntas frequentes",
    Topic.TESTIMONIALS: r"testimonials?|(?:patient|client)s?['’]? (?:stor|voices|reviews|experiences|feedback)|success stor"
    r"|what (?:our |my )?(?:patients|clients|people|others) say|patientenstimmen|erfahrungsbericht|das sagen unsere"
    r"|témoignages|testimonios|testimonianze|ervaringen|testemunhos|depoimentos",
    Topic.CONTACT: r"contact\b|get in touch|book (?:an?|your) |how to (?:find|reach) us|find us|visit us|where (?:to find|we are)"
    r"|opening (?:hours|times)|our address|make an appointment|kontakt|so finden sie uns|öffnungszeiten"
    r"|sprechzeiten|anfahrt|termin vereinbaren|contactez|nous contacter|prendre rendez|horaires|contacto|contáctenos"
    r"|pedir cita|contatt|orari\b|openingstijden|afspraak maken|contactos?\b|contate|marcar consulta|impressum",
    Topic.BENEFITS: r"advantages?|benefits?\b|reasons (?:to|for|why)|why (?:choose|patients|people)|pros\b|vorteile?\b|nutzen\b"
    r"|gründe für|avantages?|bénéfices?|atouts|ventajas?|beneficios?|vantaggi|benefici|voordelen|vantagens|benefícios",
    Topic.ALTERNATIVES: r"alternativ|other (?:treatments?|options|therap)|treatment options|andere behandlung"
    r"|autres (?:traitements|options)|otros tratamientos|altri trattamenti|andere behandelingen|outros tratamentos",
    Topic.REGULATORY: r"regulat|approv|legal status|licen[cs](?:ing|ed)|zulassung|rechtliche[rn]? (?:status|lage|rahmen)"
    r"|réglement|autorisation|statut légal|regulación|autorización|aprobación|regolament|autorizzazione|regelgeving"
    r"|goedkeuring|toelating|regulament|aprovação|autorização",
    Topic.ASSESSMENT: r"assessment|suitab|candidates?\b|eligib|who (?:is it for|can (?:have|benefit)|should|may|is (?:this|the))"
    r"|is (?:it|this|[\w ]{1,30}) (?:right|suitable|for me)|consultation|eignung|für wen|geeignet|voruntersuchung|beratung"
    r"|pour qui|candidats?\b|évaluation|para quién|candidatos?\b|valoración|per chi|candidati|idoneità|valutazione"
    r"|voor wie|geschikt|intake|para quem|avaliação",
    Topic.PROCEDURE: r"procedure|step[ -]by[ -]step|steps?\b|what happens|how (?:is it|it is|it['’]s|we) d(?:one|o)|how the"
    r" (?:treatment|procedure|operation)|treatment process|the process|(?:your|the) (?:\w+ )?(?:treatment|operation|session|visit"
    r"|appointment)s?$|instructions|what to expect (?:during|at|on|from) (?:your|the|a)\b.{0,20}"
    r"(?:visit|appointment|session|procedure|treatment)|ablauf|so läuft|behandlungsschritte|schritt für schritt|durchführung"
    r"|déroulement|étapes|procédure|procedimiento|paso a paso|procedura|fasi\b|come (?:si svolge|funziona il trattamento)"
    r"|werkwijze|stappen|verloop|procedimento|passo a passo|etapas",
    Topic.RESULTS: r"what (?:to|can|should|will|results|do|does)\b.{0,30}\bexpect|(?:^|expected |typical |your |the )results?\b"
    r"|success rates?|ergebnisse?\b|was sie erwart|erfolgsaussicht|résultats|à quoi s['’]attendre|resultados|qué esperar"
    r"|risultati|cosa aspettarsi|resultaten|resultaat|wat kunt u verwachten|o que esperar",
    Topic.PRACTITIONER: r"(?:our|the|your|meet the|meet your|meet our) (?:\w+ )?(?:team|doctors?|surgeons?|therapists?"
    r"|physiotherapists?|specialists?|experts?|practitioners?|physicians?|clinicians?)|about (?:us|the clinic|our clinic|dr\b"
    r"|the author)|who we are|unser team|über uns|ihre? (?:ärzte|ärztin|arzt|therapeut)|unsere (?:ärzte|praxis)"
    r"|notre équipe|qui sommes|nuestro equipo|sobre nosotros|quiénes somos|il nostro team|chi siamo|ons team|over ons"
    r"|a nossa equipa|nossa equipe|sobre nós|quem somos",
    Topic.NOTICE: r"^(?:important|notice|disclaimer|warning|please note|medical disclaimer|legal notice|wichtiger hinweis"
    r"|hinweise?|haftungsausschluss|avertissement|important à savoir|aviso|advertencia|avvertenza|avviso|belangrijk"
    r"|let op|disclaimer)\b",
    Topic.CLOSING: r"conclusions?\b|summary|to sum up|in short|future|outlook|prospects|final (?:words|thoughts)|costs?\b"
    r"|prices?\b|pricing|fazit|ausblick|zusammenfassung|kosten|preise|zukunft|conclusi|résumé|perspectives|coûts?\b|tarifs?\b"
    r"|resumen|futuro|costes?\b|precios?|riassunto|costi|prezzi|samenvatting|toekomst|tarieven|resumo|preços?|custos?",
}
_PATTERNS = {topic: re.compile(rf"(?<!\w)(?:{stems})", re.IGNORECASE) for topic, stems in _STEMS.items()}
_LONGEST = 14


def topic_of(heading: str) -> Topic | None:
    """Return what a heading is about, or None."""
    heading = heading.strip(" :.*#")
    if len(heading) > 200 or len(heading.split()) > _LONGEST:
        return None
    found = [
        (match.start(), topic) for topic, pattern in _PATTERNS.items() if (match := pattern.search(heading))
    ]
    if any(topic is Topic.RISKS for _, topic in found):
        return Topic.RISKS
    return min(found, key=lambda each: each[0])[1] if found else None
