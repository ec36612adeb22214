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


# Stems, each at the start of a word. A heading counts for the topic that is named first in it, except that
# risks
# always win: "Benefits and risks" must not turn risks into benefits.
_STEMS: dict[Topic, str] = {
    Topic.RISKS: (
        r"risks?\b|side[ -]effects?|complications?|adverse|safety\b|dangers?\b|risik|nebenwirkung"
        r"|komplikation|risques?\b|effets secondaires|effets indésirables|riesgos?"
        r"|efectos (?:secundarios|adversos)|complicaciones|rischi|effetti (?:collaterali|indesiderati)"
        r"|complicanze|risico|bijwerkingen|complicaties|riscos?\b|efeitos (?:secundários|colaterais)"
        r"|complicações"
    ),
    Topic.REFERENCES: (
        r"^(?:references?|sources?|bibliography|literature|further reading|citations|works cited"
        r"|notes and references|footnotes|quellen\w*|literatur\w*|referenzen|einzelnachweise"
        r"|références|bibliographie|referencias|bibliografía|fuentes|riferimenti|bibliografia|fonti"
        r"|bronnen|referenties|literatuur\w*|referências|fontes)(?: (?:and|und|et|y|e|en) \w+)?$"
    ),
    Topic.QUESTIONS: (
        r"faqs?\b|frequently asked|questions? (?:and|&) answers?|common questions|your questions"
        r"|q\s?&\s?a\b|häufige fragen|häufig gestellte|fragen und antworten|questions fréquentes"
        r"|foire aux questions|preguntas frecuentes|domande frequenti|veelgestelde vragen"
        r"|perguntas frequentes"
    ),
    Topic.TESTIMONIALS: (
        r"testimonials?|(?:patient|client)s?['’]? (?:stor|voices|reviews|experiences|feedback)"
        r"|success stor|what (?:our |my )?(?:patients|clients|people|others) say|patientenstimmen"
        r"|erfahrungsbericht|das sagen unsere|témoignages|testimonios|testimonianze|ervaringen"
        r"|testemunhos|depoimentos"
    ),
    Topic.CONTACT: (
        r"contact\b|get in touch|book (?:an?|your) |how to (?:find|reach) us|find us|visit us"
        r"|where (?:to find|we are)|opening (?:hours|times)|our address|make an appointment|kontakt"
        r"|so finden sie uns|öffnungszeiten|sprechzeiten|anfahrt|termin vereinbaren|contactez"
        r"|nous contacter|prendre rendez|horaires|contacto|contáctenos|pedir cita|contatt|orari\b"
        r"|openingstijden|afspraak maken|contactos?\b|contate|marcar consulta|impressum"
    ),
    Topic.BENEFITS: (
        r"advantages?|benefits?\b|reasons (?:to|for|why)|why (?:choose|patients|people)|pros\b"
        r"|vorteile?\b|nutzen\b|gründe für|avantages?|bénéfices?|atouts|ventajas?|beneficios?|vantaggi"
        r"|benefici|voordelen|vantagens|benefícios"
    ),
    Topic.ALTERNATIVES: (
        r"alternativ|other (?:treatments?|options|therap)|treatment options|andere behandlung"
        r"|autres (?:traitements|options)|otros tratamientos|altri trattamenti|andere behandelingen"
        r"|outros tratamentos"
    ),
    Topic.REGULATORY: (
        r"regulat|approv|legal status|licen[cs](?:ing|ed)|zulassung"
        r"|rechtliche[rn]? (?:status|lage|rahmen)|réglement|autorisation|statut légal|regulación"
        r"|autorización|aprobación|regolament|autorizzazione|regelgeving|goedkeuring|toelating"
        r"|regulament|aprovação|autorização"
    ),
    Topic.ASSESSMENT: (
        r"assessment|suitab|candidates?\b|eligib"
        r"|who (?:is it for|can (?:have|benefit)|should|may|is (?:this|the))"
        r"|is (?:it|this|[\w ]{1,30}) (?:right|suitable|for me)|consultation|eignung|für wen|geeignet"
        r"|voruntersuchung|beratung|pour qui|candidats?\b|évaluation|para quién|candidatos?\b"
        r"|valoración|per chi|candidati|idoneità|valutazione|voor wie|geschikt|intake|para quem"
        r"|avaliação"
    ),
    Topic.PROCEDURE: (
        r"procedure|step[ -]by[ -]step|steps?\b|what happens|how (?:is it|it is|it['’]s|we) d(?:one|o)"
        r"|how the (?:treatment|procedure|operation)|treatment process|the process"
        r"|(?:your|the) (?:\w+ )?(?:treatment|operation|session|visit|appointment)s?$|instructions"
        r"|what to expect (?:during|at|on|from) (?:your|the|a)\b.{0,20}(?:visit|appointment|session"
        r"|procedure|treatment)"
        r"|ablauf|so läuft|behandlungsschritte|schritt für schritt|durchführung|déroulement|étapes"
        r"|procédure|procedimiento|paso a paso|procedura|fasi\b"
        r"|come (?:si svolge|funziona il trattamento)|werkwijze|stappen|verloop|procedimento"
        r"|passo a passo|etapas"
    ),
    Topic.RESULTS: (
        r"what (?:to|can|should|will|results|do|does)\b.{0,30}\bexpect"
        r"|(?:^|expected |typical |your |the )results?\b|success rates?|ergebnisse?\b|was sie erwart"
        r"|erfolgsaussicht|résultats|à quoi s['’]attendre|resultados|qué esperar|risultati"
        r"|cosa aspettarsi|resultaten|resultaat|wat kunt u verwachten|o que esperar"
    ),
    Topic.PRACTITIONER: (
        r"(?:our|the|your|meet the|meet your|meet our) (?:\w+ )?(?:team|doctors?|surgeons?"
        r"|therapists?|physiotherapists?|specialists?|experts?|practitioners?|physicians?|clinicians?)"
        r"|about (?:us|the clinic|our clinic|dr\b|the author)|who we are|unser team|über uns"
        r"|ihre? (?:ärzte|ärztin|arzt|therapeut)|unsere (?:ärzte|praxis)|notre équipe|qui sommes"
        r"|nuestro equipo|sobre nosotros|quiénes somos|il nostro team|chi siamo|ons team|over ons"
        r"|a nossa equipa|nossa equipe|sobre nós|quem somos"
    ),
    Topic.NOTICE: (
        r"^(?:important|notice|disclaimer|warning|please note|medical disclaimer|legal notice"
        r"|wichtiger hinweis|hinweise?|haftungsausschluss|avertissement|important à savoir|aviso"
        r"|advertencia|avvertenza|avviso|belangrijk|let op|disclaimer)\b"
    ),
    Topic.CLOSING: (
        r"conclusions?\b|summary|to sum up|in short|future|outlook|prospects|final (?:words|thoughts)"
        r"|costs?\b|prices?\b|pricing|fazit|ausblick|zusammenfassung|kosten|preise|zukunft|conclusi"
        r"|résumé|perspectives|coûts?\b|tarifs?\b|resumen|futuro|costes?\b|precios?|riassunto|costi"
        r"|prezzi|samenvatting|toekomst|tarieven|resumo|preços?|custos?"
    ),
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
