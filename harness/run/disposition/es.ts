import { waiting } from '../../checks/evidence/prose/waiting.ts';
import { any, every, marking, type Phrases } from './phrases.ts';

const cannot =
  '(?:no (?:\\w+ )?(?:pude|pudo|pudieron|pudimos|puedo|puede|podemos|pueden|podia|podria|logre|logro|lograron|he podido|ha podido|hemos podido|han podido|se pudo|se puede|se ha podido|fue posible|ha sido posible|es posible|consegui|consiguio|fui capaz de|soy capaz de)|imposible|incapaz de)';
const person =
  '(?:companer\\w+|agentes?|human\\w+|soporte|equipo|supervisor\\w*|especialistas?|expert\\w+|departamento|gerente|responsable|asesor\\w*|servicio|atencion|tecnic\\w+|administrador\\w*|personas?|operador\\w*|gestor\\w*|encargad\\w+|director\\w*|jefe)';

/** Spanish. */
export const es: Phrases = {
  marks: marking(
    'se|sus|esta|pude|siento|por|fue|pero|usted',
    'el|la|los|las|su|es|y|del|un|una|para|con|lo|ha|he|al',
  ),
  between:
    /,? (?:pero|sin embargo|no obstante|aunque|mientras que|asi que|por lo que|por eso)\b|,? y (?=el |la |los |las |he |su |tu )/g,
  harmless: every(
    'no falta (?:nadie|nada|ningun\\w*)|(?:nadie|nada|ningun\\w*(?: \\w+)?) falta',
    '(?:ningun|ninguna|sin(?: ningun)?|no hubo|no hay|cero|0) (?:\\w+ )?(?:error(?:es)?|fallos?|problemas?|incidencias?|averias?)',
    '(?:error(?:es)?|fallos?) ?[:=] ?(?:0|ninguno)|(?:mensajes?|codigos?|tasa|gestion|manejo|registros?|margen) de (?:error(?:es)?|fallos?)',
    '(?:corregid\\w*|corregi|resuelt\\w*|resolvi|arregl\\w*|solucion\\w*|reparad\\w*|repare) (?:\\w+ ){0,4}(?:error(?:es)?|fallos?|problemas?|averia)|(?:error(?:es)?|fallos?|problemas?) (?:\\w+ ){0,4}(?:corregido|resuelto|arreglado|solucionado)s?',
    '(?:cancelad|anulad|rechazad|eliminad|cancel|anul|rechac)\\w*[^.;!?]{0,40}(?:como (?:me |nos )?(?:lo )?(?:pidio|pediste|solicit\\w+|quer\\w+|indic\\w+|acord\\w+)|segun (?:lo )?\\w+|a peticion)',
    '(?:como (?:me )?(?:pidio|pediste|solicit\\w+)|a peticion suya)[^.;!?]{0,40}(?:cancel|anul|rechaz)\\w*|(?:he|hemos) (?:cancelado|anulado)|(?:cancelad|anulad)[oa]s? (?:con exito|correctamente)',
    '(?:sin|no (?:se )?(?:necesita|requiere|hace falta)|ninguna) (?:\\w+ )?(?:aprobacion|confirmacion|autorizacion|revision)',
    '(?:si|en caso de|no dude|no dudes|cuando)\\b[^.!?;]{0,60}?(?:preguntas?|problema|persiste|necesit\\w+|contactar|duda|fall\\w+|error)[^.!?]*',
    '\\d+ (?:\\w+ )?pruebas? (?:han )?falla\\w+',
  ),
  escalated: any(
    `(?:escalad\\w*|escal[eo]|escalando|derivad\\w*|derive|derivo|transferid\\w*|transfiero|transferi|remitid\\w*|remiti|pasad[oa]|pas[eo]|pasando|trasladad\\w*|traslado|traslade|enviad[oa]|enviado|asignad\\w*|reenviad\\w*|notificad\\w*|avisad\\w*|consult\\w+)\\b.{0,40}\\b(?:a|al|con) (?:\\w+ ){0,3}${person}`,
    '(?:he|hemos|ha sido|fue) escalad\\w*|escalo (?:el|la|este|esta|su)|escalad[oa] a',
    `(?:contacte|contacta|comuniquese|comunicate|pongase en contacto|ponte en contacto|llame|llama|dirijase|hable|habla|acuda|consulte|pregunte)\\b.{0,40}\\b${person}`,
    `(?:un|una|nuestro|nuestra|el|la|su) (?:\\w+ )?${person} (?:\\w+ ){0,4}(?:debe|tiene que|revisara|contactara|decidira|se pondra|atendera|debera|se encargara|lo revisara|verificara|va a)`,
    '(?:espera\\w*|esperando|necesit\\w+|requier\\w+|pendiente\\w*|falta|sujet[oa] a|precis\\w+|a la espera|hace falta)\\b.{0,40}\\b(?:aprobacion|confirmacion|autorizacion|revision|visto bueno|decision|firma|aprueb\\w+|confirm\\w+|autoric\\w+|validacion|consentimiento)',
    '(?:aprobacion|confirmacion|autorizacion|revision|intervencion) (?:\\w+ ){0,2}(?:requerida|necesaria|pendiente|humana|manual)|(?:debe|deben|tiene que|tienen que) (?:\\w+ )?(?:ser (?:aprobad|confirmad|revisad|autorizad|validad)\\w*|aprobar\\w*|confirmar\\w*|autorizar\\w*|revisar\\w*)',
    '(?:por favor,? )?(?:confirme|confirma|confirmeme|confirmame|apruebe|aprueba|autorice) (?:que|si|la|el|para|por|antes|esta)|por favor,? (?:confirm|aprueb|autori)\\w+|(?:desea|quiere|quieres|deseas) que (?:continue|proceda|siga)|(?:puedo|debo) (?:continuar|proceder)|(?:cuando|hasta que|en cuanto|antes de que|una vez que) (?:\\w+ ){0,3}(?:confirm|aprueb|autori|apruebe)\\w*|(?:abierto|abri|creado|cree) (?:un |el )?(?:ticket|caso|incidencia)',
  ),
  abstained: any(
    'no (?:lo )?(?:sabemos|conozco|se(?=$|,| (?:si|que|cual|cuales|donde|cuando|como|quien|por|de|la|el|a|nada|con)(?: |$)))|desconozco|ni idea|lo ignoro',
    '(?:no|ni) (?:\\w+ )?(?:tengo|tenemos|dispongo|disponemos|cuento|contamos|hay|existen?|encontre|encuentro|he encontrado|poseo|consta)\\b.{0,40}\\b(?:informacion|datos|pruebas?|evidencias?|fuentes?|acceso|permisos?|autorizacion|detalles|conocimiento\\w*|autoridad|constancia|facultad\\w*)',
    '(?:insuficiente\\w*|falta de|faltan?|no hay suficientes?|sin suficientes?|carezco de|poca) (?:\\w+ )?(?:informacion|datos|pruebas|evidencias?|fuentes|contexto|permisos?|autorizacion|detalles)|(?:informacion|datos|pruebas|evidencia|fuentes) (?:\\w+ ){0,4}(?:insuficientes?|contradictori\\w+|se contradicen|no (?:dicen|mencionan|bastan?))',
    `(?:${cannot}) (?:\\w+ ){0,3}?(?:responder\\w*|decir\\w*|confirmar\\w*|determinar\\w*|verificar\\w*|saber\\w*|asegurar\\w*|garantizar\\w*|aconsejar\\w*|ayudar\\w*|dar\\w*|proporcionar\\w*|compartir\\w*|revelar\\w*|contestar\\w*|recomendar\\w*|afirmar\\w*|opinar|facilitar\\w*|divulgar|evaluar|acceder|establecer|juzgar)`,
    '(?:prefiero no|me niego|me abstengo|debo rechazar|declino|rehuso|no (?:deseo|quiero|debo|voy a|me corresponde|me es posible)|no (?:estoy|estamos) (?:\\w+ )?(?:autorizad|segur|facultad|cualificad|en condiciones|habilitad|capacitad)\\w*|no (?:me |se |nos )?(?:esta |es |permite|permiten)(?:permitid\\w*|autorizad\\w*|posible (?:saber|decir|responder))?)',
    '(?:politicas?|normas|reglas|normativa|directrices|privacidad|condiciones)\\b.{0,40}\\b(?:no|prohib\\w+|impid\\w+)|va en contra|contrari[oa] a|infringe|por (?:motivos|razones) de (?:privacidad|seguridad|politica|confidencialidad)|fuera de mi|(?:acceso|permiso) denegado|no (?:esta )?permitido|se desconoce|desconocid[oa]s?|no esta clar[oa]',
    '(?:podria|puede|puedes|podrias|por favor,?) (?:\\w+ )?(?:indicar\\w*|proporcion\\w+|especific\\w+|aclar\\w+|facilit\\w+|indique\\w*)|necesito (?:\\w+ ){0,3}(?:informacion|datos|detalles|numero)|(?:a que|que|cual) \\w+ (?:se refiere|te refieres)|sin (?:\\w+ ){1,5},? no puedo',
  ),
  degraded: any(
    'parcial\\w*|en parte|incomplet\\w+|degradad\\w+|limitad\\w+|modo (?:reducido|sin conexion|degradado)|(?:solo|solamente|unicamente) (?:\\w+ ){0,3}(?:\\d+|dos|tres|un|una|parte|algun\\w+) (?:\\w+ )?de|(?<![-.,])\\d+ (?:\\w+ )?de (?:l[ao]s )?\\d+(?![.,]\\d)(?! (?:de )?(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto))|una parte',
    'desactualizad\\w+|obsolet\\w+|antigu\\w+|(?:no|ya no) (?:\\w+ )?(?:actualizad\\w+|actuales?|al dia)|(?:en|de|del|la|desde) (?:\\w+ )?cache|cache|ultim[oa]s? (?:\\w+ )?(?:conocid\\w+|guardad\\w+|disponibles?)|de ayer|guardad\\w+ (?:hace|ayer|el)|(?:puede|pueden|podria|podrian) (?:\\w+ )?(?:estar|haber|no estar|no ser|ser) (?:\\w+ )?(?:desactualizad\\w*|cambiado|incomplet\\w*|inexact\\w*|obsolet\\w*|actualizad\\w*|antigu\\w*|exact\\w*|imprecis\\w*)',
    'sin (?:\\w+ ){0,3}(?:resenas|fuentes?|datos|precios|opiniones|clima|detalles|verificar\\w*|valoraciones|comprobar\\w*|fotos|horarios|pronostico)|no (?:\\w+ )?(?:incluid\\w+|incluye|verificad\\w+|tenid\\w+ en cuenta|confirmad\\w+)|sin confirmar|estimacion|estimad\\w+|aproximad\\w+|alternativ[oa] de respaldo|respaldo|simplificad\\w+|(?:falta|faltan) (?:\\w+ ){0,3}(?:por|los|las|el|la|un)|provisional\\w*|el resto (?:\\w+ ){0,3}(?:no|falt|fall)\\w*',
  ),
  history: any(
    '(?:primer|primera|segundo|primeros|primeras) (?:\\w+ )?(?:intentos?|llamadas?|solicitud\\w*|peticion\\w*)\\b.{0,40}(?:fall\\w*|rechaz\\w*|error|expir\\w*|agoto)|(?:tras|despues de|a pesar de|pese a) (?:\\w+ ){0,4}(?:error\\w*|fallos?|intentos?|caida|problemas?|reintentos?)|(?:al principio|inicialmente|primero)\\b.{0,40}(?:fall\\w*|error|no disponible|rechaz\\w*)',
  ),
  missing: any(
    `no (?:\\w+ )?(?:disponibles?|accesibles?|respond\\w+|contest\\w+|se encontr\\w+|encontr\\w+|hay (?:\\w+ )?(?:resultados|vuelos|hoteles|respuesta|disponibilidad|habitaciones))|indisponibles?|inaccesibles?|fuera de servicio|(?:esta|estan|estaba|estuvo) caid\\w+|fuera de linea|sin respuesta|no encontrad\\w+|ningun (?:hotel|vuelo|resultado)`,
    `(?:${cannot}) (?:\\w+ ){0,2}?(?:cargar\\w*|consultar\\w*|obtener\\w*|encontrar\\w*|leer\\w*|contactar|acceder|recuperar\\w*|localizar\\w*|conectar\\w*|comprobar\\w*|verificar\\w*)`,
  ),
  failed: any(
    `ningun[oa]? (?:\\w+ ){1,4}?(?:fue|fueron|ha sido|se pudo|pudo ser|se ha podido) \\w+|fall(?:o|os|e|a|aron|ado|ida|ido|ando|an|idos|idas)|error(?:es)?|fracas\\w+|averia|salio mal|algo (?:ha ido|fue) mal|se (?:ha )?(?:caido|cayo|bloqueo)|tiempo (?:de espera|limite)\\b.{0,20}(?:agotad\\w*|superad\\w*|excedid\\w*)?|agot(?:ado|ada|o)|expir\\w+|timeout|rechaz(?:ad[oa]s?|o|aron)|cancelad[oa]s?|anulad[oa]s?|denegad[oa]s?|abortad[oa]|interrumpid[oa]|perdid[oa]|bloquead[oa]|sin exito|en vano|${cannot}|no (?:\\w+ ){0,3}?(?:funcion\\w+|complet\\w+|realiz\\w+|proces\\w+|llev\\w+ a cabo|envi\\w+|reserv\\w+|entreg\\w+|cre[oa]d?[oa]?|guard\\w+|ejecut\\w+|exitos\\w+|tuvo exito)|problema tecnico|saturad[oa]|sobrecargad[oa]|insuficientes?|invalid[oa]|(?:intentelo|intentalo|intente|vuelva a intentar\\w*|pruebe)\\b.{0,20}(?:tarde|nuevo|nuevamente)?`,
  ),
  done: any(
    '(?:reservad[oa]s?|reserve|enviad[oa]s?|envie|cread[oa]s?|cree|pedid[oa] realizado|pagad[oa]s?|reembolsad[oa]s?|entregad[oa]s?|guardad[oa]s?|actualizad[oa]s?|actualice|anadid[oa]s?|completad[oa]s?|terminad[oa]s?|realizad[oa]s?|con exito|exitosamente|correctamente|confirmad[oa]s?|programad[oa]s?|procesad[oa]s?|encontrad[oa]s?|encontre|modificad[oa]s?|eliminad[oa]s?|publicad[oa]s?|instalad[oa]s?|traducid[oa]s?|aqui (?:esta|estan|tiene|tienes|va)|est[eao]s? (?:es|son)|list[oa]s?|hech[oa]|emitid[oa]s?|comprad[oa]s?|agendad[oa]s?|cobrad[oa]|cambiad[oa]s?|en camino)',
  ),
  waiting: any(waiting.es),
  still: any('(?:sigue|siguen|todavia|aun|permanece|permanecen|continua|continuan)'),
  hedged: any(
    'no (?:\\w+ )?(?:descart\\w+|exclui\\w+)',
    'no (?:\\w+ )?(?:garantizar|asegurar|confirmar|decir|saber) (?:que|si)',
    '(?:estado|resultado)\\b[^.!?;]{0,40}\\b(?:es|queda|sigue) (?:indeterminad|desconocid|inciert)\\w',
    '(?:si|en caso de que) [^.;!?]{3,80}, (?:\\w+ )?(?:esta|estan|estara|estaria|figura|consta) (?:en|bajo|con|ahi|alli)(?!\\w)',
    '(?:estaria|estarian|figuraria|constaria) (?:bajo|ahi|alli|con)(?!\\w)',
    '(?:puede|podria|pueden|podrian) (?:\\w+ )?(?:existir|figurar|constar)',
    'sin (?:\\w+ )?(?:confirmar|confirmacion|acuse)|no (?:\\w+ ){0,3}confirmad[oa]s?',
    '(?:quizas?|tal vez|a lo mejor|posiblemente|probablemente|puede que|puede ser que|es posible que)(?![^.;]{0,60}(?:fall|caid|error|saturad|sobrecargad|perdid|tarde|intent|lent|disponible|servicio))',
    '(?:puede|podria|pueden|podrian)(?: o no)? (?:\\w+ )?(?:haber(?:se|la|lo)?(?! (?:\\w+ ){0,2}(?:perdido|cambiado|fallado|caido|rechazado|error\\w*|fallos?|retrasos?|problemas?)\\b)|estar (?!(?:en|bajo|al) (?:\\w+ ){0,2}(?:mantenimiento|huelga|error|apuros|vacaciones|uso|riesgo|reparacion|pausa|carga|limite|duda)\\b)(?:(?:ya|anadid|cread|reservad|registrad)\\w*|en|sobre|bajo|con|entre|ahi|alli|aqui)(?!\\w))',
    '(?:puede|podria|pueden|podrian|esta|estan|fue|fueron|ha|han) (?:[^\\s,;:]+ ){1,10}o (?:quizas? )?no(?= ?[.,;:!?)|]| ?$)',
    'no (?:\\w+ ){0,2}segur[oa]s? de que (?:\\S+ ){0,8}(?:este|esten|haya|hayan|exista|figure|quedara)',
    '(?:no|comprueb\\w+|verifi\\w+|confirm\\w+|mir\\w+) (?:\\S+ ){0,4}si (?:\\S+ ){1,8}(?:esta|fue|ha|se|existe|quedo|estan|fueron)',
  ),
  doubted: every(
    'no (?:significa|quiere decir|prueba|implica) que [^.;!?]*',
    'no (?:\\w+ ){0,2}(?:segur[oa] de|descartar|afirmar|concluir|suponer|decir) que [^.;!?]*\\bno\\b[^.;!?]*|ni (?:una )?confirmacion ni (?:un )?rechazo',
  ),
  unreal: every(
    '(?:podria|habria|hubiera|hubiese) (?:\\w+ )?(?:haber|podido)? ?[^.;!?]*\\bpero\\b[^.;!?]*\\b(?:rechaz\\w*|deneg\\w*|cancel\\w*|fall\\w*)',
  ),
  besides: every(
    'nada mas|ningun[oa]? otr[oa]',
    '(?:para que|a fin de que|para|de modo que) (?:no|nada) [^.;!?]{0,60}?\\b(?:dos veces|doble|de nuevo|otra vez|una segunda vez)\\b|(?:no|nunca) (?:\\S+ ){0,5}(?:dos veces|una segunda vez|otra vez|de nuevo)',
  ),
  denied: any(
    'no (?:(?:se |la |lo |le |me |nos )?(?:fue|fueron|ha|han|he|hemos|esta|estan|estaba|figura|aparece|consta|existe|quedo|anadi\\w*|cre[eo]|reserve|agregu?\\w+|acept\\w+|tom[eo])|sido)(?! (?:\\w+ ){0,3}(?:complet[oa]s?\\b|segur|clar|confirm|respond|respuesta|recib|disponible|contest|podido|posible|verific|sabid|error|fallo|insist|vuelto|repetid|reintent|intent)\\w*)(?! (?:(?:un|una) )?(?:json|xml|html|legible)\\b)',
    '(?:sigue|todavia|aun) (?:\\w+ )?(?:falta\\w*|sin (?:estar|anadir|crear))|falta en',
    '(?:ningun|ninguna) (?!respuesta|confirmacion|error)(?:\\S+ ){1,6}?(?:fue|fueron|ha sido|esta|existe)',
    'no hay(?: ningun\\w*)?(?! (?:ningun\\w* )?(?:respuesta|confirmacion|error|duda|problema|otr))|nada fue',
  ),
  negated: any(
    'no|nunca|nada|ningun|ninguna|sera|seran|seria|cuando|si|por favor|antes|hasta|ni|intente\\w*|tarde|imposible',
  ),
};
