import { waiting } from '../../checks/evidence/prose/waiting.ts';
import { any, every, marking, type Phrases } from './phrases.ts';

const can =
  '(?:kann|konnte|konnten|konnen|lasst sich|liess sich|lassen sich|liessen sich|war|waren|wurde|wurden|ist|sind|habe|haben|darf)';
const no = '(?:nicht|kein(?:e|en|er|em|es)?|leider nicht|nichts)';
const none = 'kein(?:e|en|er|em|es)?';
/** What can be done with a thing that there then is none of. */
const toDo =
  '(?:buchen|senden|ausfuhren|erstellen|speichern|erledigen|bearbeiten|verarbeiten|zustellen|durchfuhren|reservieren|bestellen|versenden|verschicken|stornieren|hochladen|andern|anlegen|eintragen|eroffnen|uberweisen|loschen|hinzufugen|erzeugen|ausstellen|vereinbaren|vornehmen)';
const done =
  '(?:gebucht|gesendet|ausgefuhrt|erstellt|gespeichert|erledigt|bearbeitet|verarbeitet|zugestellt|durchgefuhrt|reserviert|bestellt|versandt|versendet|verschickt|hochgeladen|geandert|angelegt|eingetragen|eroffnet|uberwiesen|geloscht|hinzugefugt|erzeugt|ausgestellt|vereinbart|vorgenommen)';
const person =
  '(?:kolleg\\w*|mitarbeiter\\w*|menschen?|support\\w*|kundendienst|kundenservice|team|vorgesetzte\\w*|spezialist\\w*|experte\\w*|fachabteilung|abteilung|manager\\w*|leitung|sachbearbeiter\\w*|berater\\w*|techniker\\w*|administrator\\w*|bereitschaft|service)';

const maybe = '(?:konnte|konnten|kann|konnen|durfte|mag)';

/** What a tool or a person may be, which tells nothing of where a thing is that was made. */
const trouble =
  'uberlastet|gestort|ausgefallen|abgesturzt|(?:un|nicht )erreichbar|offline|langsam|fehlerhaft|veraltet|falsch|(?:in|unter|am|an|im) (?:\\S+ )?(?:wartung|last|limit|grenze|urlaub|gange|stau|rand|streik)|still';

/** German. */
export const de: Phrases = {
  marks: marking(
    'ich|wir|nicht|ist|sind|und|wurden?|konnten?|leider|sie|ihr|ihre[nmr]?|ein|eine[nmr]?|kein|keine[nmr]?|bitte|auf|dem|haben?|noch|werden',
    'der|das|den|mit|fur|zu|von|hat',
  ),
  between:
    /,? (?:aber|jedoch|allerdings|dennoch|trotzdem|doch|wahrend|sondern|obwohl|daher|deshalb)\b|,? und (?=ich |der |die |das )/g,
  harmless: every(
    '(?:niemand|nichts|kein\\w*(?: \\w+)?) (?:fehlt|fehlen)|(?:fehlt|fehlen) (?:niemand|nichts|kein\\w*)',
    '(?:kein(?:e|en|er|em)?|ohne(?: jede[nr]?)?|null|0) (?:\\w+ )?(?:fehler\\w*|probleme?n?|ausfalle?|storung(?:en)?|stornierung|fehlgeschlagenen? \\w+)',
    '(?:fehler|ausfalle) ?[:=] ?(?:0|keine?)|fehlerfrei|fehler(?:meldung|behandlung|quote|protokoll|code)',
    '(?:fehler|problem|storung|ausfall|bug) (?:\\w+ ){0,4}(?:behoben|korrigiert|gelost|beseitigt|repariert)',
    '(?:wie|auf) (?:von ihnen |von dir )?(?:gewunscht|wunsch|ihren wunsch|deinen wunsch|erbeten|verlangt|beauftragt|besprochen|gebeten)[^.;!?]{0,40}(?:storniert|abgebrochen|abgesagt|abgelehnt|gekundigt)',
    '(?:storniert|abgesagt|abgebrochen|abgelehnt|gekundigt)[^.;!?]{0,30}wie (?:gewunscht|verlangt|gebeten|besprochen)',
    '(?:erfolgreich|ich habe (?:\\w+ ){1,5}) ?(?:storniert|gekundigt|abgesagt)',
    '(?:kein(?:e|er)?|ohne) (?:\\w+ )?(?:freigabe|genehmigung|bestatigung|prufung)(?: (?:ist |war )?(?:notig|erforderlich))?',
    '(?:falls|wenn|sollte|sollten|bei)\\b[^.!?;]{0,60}?(?:fragen|problem|weiterhin|erneut|bestehen|fehlern?|scheitert|fehlschlagt)[^.!?]*',
    '\\d+ (?:\\w+ )?(?:tests?|laufe|auftrage) (?:sind |waren )?fehlgeschlagen|nicht mehr (?:veraltet|gestort)',
  ),
  escalated: any(
    `(?:weitergeleitet|weitergegeben|ubergeben|eskalier\\w*|weiterleite\\w*|leite\\b.{0,40}\\bweiter|gebe\\b.{0,40}\\b(?:weiter|ab)|ubergebe|verbinde sie|verbinde dich|vorgelegt|hinzugezogen|lege\\b.{0,40}\\bvor|weiterverbunden|verwiesen an)`,
    `(?:wenden sie sich|wende dich|kontaktieren sie|kontaktiere|rufen sie|melden sie sich|melde dich|sprechen sie|fragen sie)\\b.{0,60}\\b${person}`,
    `(?:ein|eine|einem|einer|unser|unsere|unserem|das|der|die|den|dem) (?:\\w+ )?${person} (?:\\w+ ){0,5}(?:meldet|melden|prufen|pruft|kummert|kummern|entscheid\\w*|ubernimmt|ubernehmen|muss|mussen)`,
    '(?:freigabe|genehmigung|zustimmung|bestatigung|prufung|entscheidung|einwilligung|unterschrift) (?:\\w+ ){0,5}(?:erforderlich|notig|notwendig|benotigt|ausstehend|steht (?:noch )?aus|abwarten|fehlt|gebraucht|warte\\w*|vorgelegt|eingeholt|angefordert)',
    '(?:warte\\w*|wartet|benotig\\w*|brauch\\w*|bedarf|erfordert|steht aus|fehlt|ausstehend\\w*)\\b.{0,40}\\b(?:freigabe|genehmigung|zustimmung|bestatigung|prufung|entscheidung|einwilligung|ok)',
    '(?:muss|mussen|sollte) (?:\\w+ ){0,6}(?:genehmig\\w+|freigegeben|freigeben|bestatig\\w+|gepruft werden|entscheiden|pruf\\w+)',
    '(?:bitte )?(?:bestatigen|bestatige|genehmigen) (?:sie|du|bitte|mir)|bitte (?:\\w+ ){0,5}(?:bestatigen|freigeben|genehmigen)|soll ich (?:\\w+ ){0,5}(?:fortfahren|weitermachen|ausfuhren|buchen|bestellen|uberweisen)|sobald (?:sie|du|\\w+ \\w+) (?:\\w+ ){0,4}(?:bestatig\\w*|zustimm\\w*|genehmig\\w*|freig\\w*)|manuelle[nr]? (?:prufung|bearbeitung)|(?<!kein\\w* )ticket (?:\\w+ ){0,4}(?:eroffnet|erstellt|angelegt)|zur (?:prufung|freigabe|genehmigung)',
  ),
  abstained: any(
    '(?:ich |wir )?(?:weiss|wissen) (?:ich |wir )?(?:es |das |leider )*(?:nicht|keine)|(?:das )?weiss ich (?:leider )?nicht|keine ahnung',
    '(?:dazu |daruber |hierzu |mir |uns )?(?:\\w+ )?(?:habe|haben|liegen|liegt|gibt|finde|fand|fehlen|fehlt|enthalten|reichen)\\b.{0,50}\\b(?:kein(?:e|en|er)?|nicht genug|nicht genugend|zu wenig|nicht) (?:\\w+ )?(?:informationen|angaben|belege?|daten|hinweise?|kenntnis\\w*|zugriff|berechtigung|befugnis|quellen?|auskunft|nachweise?|unterlagen|aus|erlaubnis|rechte)',
    '(?:fehlen|fehlt) (?:mir|uns|die|dafur|leider|hierfur|dazu) ?(?:\\w+ ){0,4}(?:informationen|angaben|belege?|daten|quellen?|berechtigung|befugnis|kenntnis\\w*|rechte|erlaubnis|unterlagen)',
    '(?:nicht genug|nicht genugend|zu wenig|unzureichende?|mangels|keine ausreichenden|keine (?:verlasslichen?|zuverlassigen?|gesicherten?|belastbaren?)) (?:\\w+ )?(?:informationen|angaben|belege?|daten|quellen?|informationslage|aussagen?|kenntnis|hinweise?|antwort|berechtigung)',
    `(?:kann|konnen|konnte|darf|durfen|mochte|will|werde)\\b.{0,80}\\b(?:nicht|kein(?:e|en)?)\\b.{0,50}\\b(?:beantworten|sagen|bestatigen|beurteilen|feststellen|bestimmen|antworten|mitteilen|weitergeben|herausgeben|empfehlen|raten|helfen|wissen|einschatzen|garantieren|aussern|auskunft|beraten|nennen|preisgeben|verifizieren|angeben|entscheiden|spekulieren|belegen|machen|geben)`,
    '(?:lasst sich|ist) (?:\\w+ ){0,5}nicht (?:\\w+ ){0,3}(?:beantworten|sagen|feststellen|bestimmen|ermitteln|belegen|bekannt|gestattet|erlaubt|zulassig|berechtigt|befugt)|(?:nicht|un)(?: )?(?:befugt|berechtigt|autorisiert|zustandig|bekannt)|unbekannt|unklar',
    '(?:darf|durfen) (?:\\w+ ){0,8}(?:nicht|kein\\w*)|(?:richtlinien?|vorschriften|regeln|datenschutz\\w*) (?:\\w+ ){0,6}(?:nicht|verbiet\\w*|untersag\\w*|verstoss\\w*|erlaub\\w*)|verstosst gegen|(?:aus|wegen) (?:\\w+ )?(?:datenschutz\\w*|rechtlichen|sicherheitsgrunden)|lehne (?:\\w+ ){0,5}ab|verweigere|(?:mochte|will) (?:\\w+ ){0,4}nicht (?:raten|spekulieren)|enthalte mich|bin (?:mir )?(?:\\w+ )?(?:nicht sicher|unsicher)',
    '(?:bitte )?(?:nennen|geben|teilen|schicken|senden) (?:sie|du) (?:mir|uns|bitte)|benotige (?:ich )?(?:\\w+ ){0,4}(?:angaben|informationen|nummer|daten)|welche[nrs]? \\w+ (?:meinen sie|meinst du)|ohne (?:\\w+ ){1,5}(?:kann|darf|werde) ich',
  ),
  degraded: any(
    'teilweise|zum teil|unvollstandig\\w*|eingeschrankt\\w*|nur (?:\\w+ )?(?:\\d+|zwei|drei|einen? teil|eine[nr]?|ein|einige|die halfte|teile) (?:von|der|des)|(?<![-.,])\\d+ von (?:\\d+(?![.,]\\d)|zwolf|zehn)|nur einen teil|vorlaufig\\w*',
    'veraltet\\w*|nicht (?:mehr )?(?:\\w+ )?(?:aktuell|auf dem neuesten stand)|zwischengespeichert\\w*|aus dem (?:\\w+ )?(?:cache|zwischenspeicher)|zwischenspeicher|gecacht\\w*|cache|zuletzt (?:bekannt|gespeichert|verfugbar)\\w*|letzte[nr]? (?:bekannte|verfugbare|gespeicherte)[nr]?|stand:? (?:von )?(?:gestern|heute morgen|\\d{1,2}[:.]\\d\\d|\\d{1,2} uhr|letzte\\w*|vorgestern)|von gestern|altere[nr]? (?:daten|stand|version|kopie)',
    'ohne (?:\\w+ ){0,3}(?:bewertungen|quellen?|daten|preise|wetter\\w*|angaben|live\\w*|rezensionen|prufung|kundenmeinungen|details|bilder|empfehlungen)|konnte[n]? (?:\\w+ ){0,5}nicht (?:berucksichtig\\w+|einbezogen|einbeziehen|enthalten)|nicht (?:enthalten|berucksichtigt|uberpruft|verifiziert|gepruft|bestatigt)|ungepruft|geschatzt\\w*|schatzung|ausweich\\w*|notbetrieb|ersatzweise|vereinfacht\\w*|(?:kann|konnen|konnten?) (?:\\w+ ){0,3}(?:abweichen|uberholt|ungenau|falsch|luckenhaft)|fehlt (?:noch|hier|leider)|fehlen (?:noch|hier|leider)|(?:rest|ubrigen|anderen|restlichen) (?:\\w+ ){0,4}(?:fehl\\w+|nicht)',
  ),
  history: any(
    '(?:erste[rn]?|zweite[rn]?|ersten) (?:\\w+ )?(?:versuche?|anlauf|aufruf|anfrage)\\b.{0,40}(?:fehlgeschlagen|scheiterte|gescheitert|schlug fehl|fehl|misslang|abgelehnt)|(?:nach|trotz) (?:\\w+ ){0,4}(?:fehlversuch\\w*|fehlern?|versuch\\w*|ausfall|zeituberschreitung|storung|problemen)|(?:zunachst|anfangs|zuerst|einmal)\\b.{0,40}(?:fehl\\w*|nicht erreichbar|scheiterte|abgelehnt|gestort)',
  ),
  missing: any(
    'unbeantwortet|ohne (?:jede )?(?:antwort|ruckmeldung|reaktion)',
    `(?:nicht|derzeit nicht|momentan nicht) (?:\\w+ )?(?:verfugbar|erreichbar|erreicht|erreichen|geladen|laden|abgerufen|abrufen|abgefragt|abfragen|gefunden|finden|gelesen|lesen|auffindbar|geantwortet|antwortete|antwortet|zuganglich|ermittelt|ermitteln|prufen)|antwortet (?:\\w+ )?nicht|antwortete (?:\\w+ )?nicht|(?:kein|keine|keinen) (?:\\w+ )?(?:hotel|flug|treffer|ergebnis\\w*|antwort|verbindung|zimmer|termin)\\b|nichts gefunden|ausgefallen|gestort|ausser betrieb|offline|unerreichbar`,
  ),
  failed: any(
    'fehlgeschlagen\\w*|fehlschlag|schlug (?:\\w+ )?fehl|schlagt fehl|gescheitert|scheiterte?|misslungen|misslang|fehler\\w*|absturz|abgesturzt|schiefgegangen|schief gegangen|schiefgelaufen|schief gelaufen|ging (?:\\w+ )?schief|zeituberschreitung|timeout|zeit ?limit (?:\\w+ )?(?:uberschritten|erreicht)|abgelaufen|abgebrochen|abbruch|abgelehnt|zuruckgewiesen|verweigert|storniert|abgesagt|ausfall|storung|uberlastet|erfolglos|vergeblich|nicht (?:\\w+ )?(?:moglich|geklappt|gelungen|gelang|funktioniert|erfolgreich|durchgefuhrt|abgeschlossen|geschafft|verarbeitet|zugestellt|gebucht|ausgefuhrt|gesendet|versendet|versandt|verschickt|angelegt|erstellt|gespeichert|bearbeitet|erledigt|uberwiesen|erstattet|in der lage|zustande gekommen|buchen|senden|ausfuhren|erstellen|speichern|erledigen|bearbeiten|abschliessen|verarbeiten|zustellen|durchfuhren|reservieren|reserviert|aktualisiert|geloscht|loschen|bestellt|bestellen|versenden|stornieren|hochgeladen|hochladen|andern|geandert)|unmoglich|ausgebucht|ausverkauft|nicht gedeckt|versuchen sie es (?:\\w+ )*(?:spater|erneut)|klappte? (?:\\w+ )?nicht|funktionierte? (?:\\w+ )?nicht|gelang (?:\\w+ ){0,3}nicht',
    `${can} (?:\\S+ ){0,10}?${no} (?:\\S+ ){0,6}?(?:werden|worden)`,
    `(?:konnten?|liess sich|liessen sich) (?:\\S+ ){0,10}?${no} (?:\\S+ ){0,6}?[a-z]+en$`,
    `${can} (?:\\w+ ){0,6}${none} (?:\\w+ ){1,4}?(?:${toDo}|${done})|${none} (?:\\w+ ){1,4}?${done} (?:werden|worden|habe|haben)`,
  ),
  done: any(
    '(?:gebucht|reserviert|gesendet|verschickt|versandt|erstellt|angelegt|bestellt|bezahlt|erstattet|uberwiesen|geliefert|gespeichert|aktualisiert|hinzugefugt|abgeschlossen|erledigt|fertig|erfolgreich|bestatigt|geplant|verarbeitet|gefunden|behoben|geandert|geloscht|verschoben|eingetragen|hochgeladen|installiert|ubersetzt|zusammengefasst|hier (?:ist|sind|die|der|das|eine?)|steht|stehen|eingerichtet|bereit|zugestellt|geklappt|ausgefuhrt|ausgeliefert|eingereicht|unterwegs)',
  ),
  waiting: any(waiting.de),
  still: any('(?:noch|weiterhin|immer noch|nach wie vor|bleibt|bleiben)'),
  hedged: any(
    'nicht (?:ausschliessen|auszuschliessen|ausgeschlossen)',
    '(?:nicht|kaum) (?:garantieren|sagen|bestatigen|zusichern|wissen),? (?:dass|ob)',
    '(?:stand|zustand|status|ergebnis|ausgang)\\b[^.!?;]{0,40}\\b(?:ist|bleibt) (?:unbestimmt|ungewiss|unbekannt|unklar|ungeklart|offen)',
    '(?:falls|wenn|sollten?) [^.;!?]{3,80}, (?:dann |so )?(?:liegt|liegen|steht|stehen|ist|sind|findet|finden|ware|waren|lage|stunde) (?:\\S+ ){0,3}(?:unter|bei|im?|auf|an|am|mit|dort|da)(?!\\w)',
    '(?:ware|waren|lage|lagen|stunde|stunden) (?:\\S+ ){0,3}(?:unter|dort)(?!\\w)',
    '(?:konnte|konnten|kann|konnen|mag) (?:\\S+ ){0,8}(?:existieren|bestehen|vorliegen|vorhanden sein)(?!\\w)|(?:konnte|kann) (?:es )?(?!(?:\\S+ ){0,3}(?:fehler|storung\\w*|verzogerung\\w*|problem\\w*|ausfall|ausfalle) )(?:\\S+ ){1,5}geben(?!\\w)',
    '(?:nicht|nie|noch nicht|un)(?: )?bestatigt|ohne (?:\\w+ )?(?:bestatigung|quittung|ruckmeldung)',
    '(?:moglicherweise|vielleicht|eventuell|womoglich|unter umstanden|vermutlich|wahrscheinlich|evtl)(?![^.;]{0,60}(?:gestort|storung|uberlast|fehl|verloren|ausgefallen|absturz|abgesturzt|offline|langsam|erreichbar|spater|versuch|erneut|nochmal))',
    `${maybe}(?! (?:\\S+ ){0,8}?(?:${trouble}) (?:sein|haben)(?!\\w)) (?:\\S+ ){0,8}(?:worden |dennoch |schon |bereits )?(?:sein|haben)(?!\\w)`,
    `${maybe}(?! (?:\\S+ ){0,8}?(?:${trouble}) ) (?:\\S+ ){0,8}(?:stehen|liegen|hangen)(?!\\w)`,
    `(?:(?<!\\b(?:sie|wir|ich) )${maybe}|ist|sind|wurden?|hat|liegt|steht) (?:[^\\s,;:]+ ){1,10}oder (?:auch |eben |vielleicht )?nicht(?= ?[.,;:!?)|]| ?$)`,
    'ob (?:\\S+ ){1,10}(?:ist|wurde|war|hat|sind|wurden|waren|existiert|besteht|bestehen|steht|stehen|liegt|gilt|vorliegt|ankam|durchkam|durchging|einging|eintraf|klappte|geklappt)',
  ),
  doubted: every(
    '(?:heisst|bedeutet|besagt) (?:\\w+ )?(?:nicht|noch lange nicht),? dass [^.;!?]*',
    'nicht (?:\\w+ )?(?:sicher|gewiss|ausschliessen|sagen|behaupten|davon ausgehen|annehmen),? (?:dass|ob) [^.;!?]*(?:nicht|kein\\w*|nichts)[^.;!?]*|(?:weder|keine) (?:eine )?bestatigung noch (?:eine )?(?:absage|ablehnung)',
  ),
  unreal: every(
    'hatten? [^.;!?]*\\b(?:aber|doch|wenn)\\b[^.;!?]*\\b(?:abgelehnt|verweigert|abgewiesen|storniert|gescheitert)\\b',
  ),
  besides: every(
    'sonst (?:\\w+ )?(?:nichts|kein\\w*)|nichts (?:anderes|weiter\\w*)|kein\\w* (?:ander\\w*|weiter\\w*)',
    '(?:damit|so ?dass|um) [^.;!?]{0,60}?\\b(?:nicht|kein\\w*|nichts)\\b[^.;!?]{0,40}?\\b(?:zweimal|doppelt|erneut|noch ?mal\\w*|ein zweites mal)\\b|(?:nicht|nie) (?:\\S+ ){0,5}(?:zweimal|doppelt|noch ?mal\\w*|ein zweites mal|erneut)',
  ),
  denied: any(
    '(?:wurde|wurden|ist|sind|war|waren|habe|haben|hat|steht|stehen|nahm|nahmen|gibt) (?:\\S+ ){0,6}?(?:nicht|nie|kein(?:e|en|er|em|es)?|nichts)(?! (?:\\S+ ){0,3}(?:vollstandig\\w*|komplett\\w*|sicher|klar|gewiss|geklart|bekannt|bestatig\\w+|erreichbar|moglich|geantwortet|verfugbar|antwort\\w*|gehort|erhalten|bekommen|fehler\\w*|gemeldet|reagiert|ruckmeldung|versucht|wiederholt|noch ?mal\\w*|noch einmal|erneut|nachgehakt)\\b)(?! (?:(?:ein|als|im|gultig\\w*|korrekt\\w*) ){0,3}(?:json|xml|html|lesbar\\w*)\\b)',
    '(?:es|sie|er) fehlt|fehlt (?:noch|weiterhin|immer noch)',
    'kein(?:e|en|er|em|es)? (?:\\S+ ){1,6}?(?:wurden?|ist|sind|war|waren|existiert|liegt)(?! (?:\\S+ ){0,2}(?:moglich|erreichbar|verfugbar|bekannt|eingegangen|gekommen|angekommen))',
    'nichts (?:wurde|ist|war) (?:\\S+ ){0,3}?(?:gebucht|bestellt|angelegt|reserviert|erstellt|passiert|geschehen)',
    'liegt kein(?:e|en)?(?! (?:antwort|fehler|bestatigung|ruckmeldung|problem))',
  ),
  negated: any(
    'nicht|kein(?:e|en|er|em|es)?|nie|nichts|wird|werden|wurde ich|sobald|bevor|falls|wenn|bitte|konnen|erneut|spater|versuch\\w*',
  ),
};
