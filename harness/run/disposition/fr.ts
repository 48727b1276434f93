import { waiting } from '../../checks/evidence/prose/waiting.ts';
import { any, every, marking, type Phrases } from './phrases.ts';

const cannot =
  "(?:n'ai pas pu|n'a pas pu|n'ont pas pu|n'avons pas pu|ne peux pas|ne peut pas|ne peuvent pas|ne pouvons pas|ne puis|n'ai pas reussi a|n'a pas reussi a|n'arrive pas a|n'est pas possible de|m'est impossible de|impossible de|impossible d'|suis pas en mesure de|suis pas en mesure d'|sommes pas en mesure de|incapable de|pas pu|n'ont pu|n'a pu|n'ai pu)";
const person =
  '(?:collegues?|conseill\\w+|humaine?|support|service|equipe|responsable|specialistes?|experts?|superviseurs?|manager|agent|technicien\\w*|administrateur|departement|assistance|gestionnaire|direction|operateur|personne)';

/** French. */
export const fr: Phrases = {
  marks: marking(
    "je|nous|ne|pas|sont|votre|vos|une|c'est|j'ai|n'\\w+|desole|veuillez|vous|avec|dans|cette|ete",
    'le|la|les|est|et|du|des|un|pour|sur',
  ),
  between:
    /,? (?:mais|cependant|toutefois|neanmoins|pourtant|tandis que|bien que|donc)\b|,? et (?=je |j'|le |la |les |l'|nous )/g,
  harmless: every(
    '(?:personne|rien|aucune?(?: \\w+)?) ne manque|ne manque (?:personne|rien|aucune?)',
    "(?:aucune?|sans(?: aucune?)?|pas d'|zero|0) ?(?:\\w+ )?(?:erreurs?|echecs?|problemes?|pannes?|incidents?)(?: detectee?s?)?",
    "(?:erreurs?|echecs?) ?[:=] ?(?:0|aucune?)|(?:message|code|taux|gestion|journal|marge)s? d(?:es |'|e l')erreurs?",
    "(?:corrige\\w*|resolu\\w*|repare\\w*|regle\\w*) (?:\\w+['\\w]* ){0,4}(?:erreurs?|problemes?|pannes?|bugs?|echecs?)|(?:erreurs?|problemes?|pannes?|bugs?) (?:\\w+ ){0,4}(?:corrige|resolu|repare|regle)\\w*",
    "(?:annule|refuse|supprime|rejete|resilie)\\w*[^.;!?]{0,40}(?:comme (?:vous )?(?:l'avez )?(?:demande|convenu|souhaite)|a votre demande|conformement)",
    "(?:comme demande|a votre demande|conformement a votre demande)[^.;!?]{0,40}(?:annule|refuse|resilie)\\w*|(?:j'ai|nous avons) (?:bien )?(?:annule|resilie)|(?:annule|resilie)e?s? avec succes|annulation (?:est )?(?:confirmee|effectuee)",
    "(?:aucune|sans) (?:\\w+ )?(?:approbation|validation|confirmation|autorisation)(?: (?:n'est )?(?:necessaire|requise))?",
    "(?:si|en cas d|n'hesitez pas|au cas ou)\\b[^.!?;]{0,60}?(?:questions?|probleme|persiste|besoin|contacter|erreur|echec|echoue)[^.!?]*",
    '\\d+ (?:\\w+ )?tests? (?:ont |en )?echou?e?c?',
  ),
  escalated: any(
    `(?:transmis\\w*|transmets|transfere\\w*|escalade\\w*|confie\\w*|remonte\\w*|oriente\\w*|redirige\\w*|passe|transferer|transmettre|soumis\\w*|adresse\\w*|signale\\w*|mets en relation|alerte\\w*|prevenu)\\b.{0,50}\\b${person}`,
    "(?:j'ai |je |nous avons |a ete |est )(?:\\w+ )?(?:escalade\\w*|transmis\\w* (?:a|au|aux))|passe la main|relais",
    `(?:veuillez|merci de|vous pouvez|il faut|vous devez|devriez|je vous (?:invite|conseille|recommande) (?:a|de)) ?(?:\\w+ )?(?:contacter|appeler|joindre|vous adresser|consulter|prendre contact|demander)\\b|contactez|adressez-vous|rapprochez-vous`,
    `(?:un|une|notre|votre|le|la) (?:\\w+ )?${person} (?:\\w+ ){0,3}(?:va|doit|prendra|vous|examinera|reviendra|contactera|decidera|devra|verifiera)`,
    '(?:attente|attends|attendons|besoin|necessite\\w*|requiert|exige|sous reserve|soumise? a|demande|manque|faut)\\b.{0,40}\\b(?:approbation|validation|confirmation|autorisation|accord|feu vert|decision|revision|signature|examen|aval)',
    "(?:approbation|validation|confirmation|autorisation|accord|intervention|verification) (?:\\w+ ){0,3}(?:requise?|necessaire|en attente|humaine|manuelle|attendue?|obligatoire)|en attente d'|(?:doit|doivent) (?:[\\w']+ )?etre (?:approuve|valide|confirme|examine|autorise)\\w*|(?:doit|doivent) (?:d'abord )?(?:approuver|valider|confirmer|autoriser)",
    '(?:confirmez|merci de (?:bien vouloir )?(?:confirmer|valider)|veuillez (?:confirmer|valider|approuver)|pouvez-vous (?:confirmer|valider)|voulez-vous que je (?:continue|procede|poursuive)|dois-je (?:continuer|proceder|poursuivre)|des que vous (?:aurez |avez )?(?:confirm|valid|approuv)\\w*|avant (?:que|votre|de) (?:\\w+ ){0,4}(?:confirm|valid|approuv|accord)\\w*|ticket (?:\\w+ ){0,3}(?:ouvert|cree))',
  ),
  abstained: any(
    "(?:ne|n') ?(?:le |la |les )?(?:sais|savons|connais|connaissons) pas|aucune idee|j'ignore",
    "(?:n'ai|n'avons|ne dispose|ne disposons|dispose|n'ai trouve|ne trouve|n'existe|il n'y a|il manque|ne possede)\\b.{0,20}\\b(?:pas|aucune?|ni|des|insuffisa\\w+)\\b.{0,40}\\b(?:informations?|preuves?|donnees|sources?|elements|acces|autorisation|droits?|permission|details|connaissances?|habilitation)",
    "(?:pas assez|insuffisan\\w+|manque|faute|trop peu|absence|aucune) (?:d'|de |d' )?(?:\\w+ )?(?:informations?|preuves?|donnees|sources?|elements|autorisation|permission|details|contexte)|(?:informations?|preuves?|donnees|sources|elements) (?:\\w+ ){0,3}(?:insuffisan\\w+|contradictoires?|manquent)",
    `(?:${cannot})\\b ?(?:\\w+['\\w]* ){0,3}(?:repondre|dire|confirmer|determiner|verifier|savoir|juger|affirmer|garantir|conseiller|aider|donner|fournir|communiquer|divulguer|partager|etablir|me prononcer|recommander|evaluer|reveler|acceder|trancher)`,
    "(?:refuse|prefere ne pas|m'abstiens|abstiens|dois decliner|decline|ne souhaite pas|ne veux pas|suis pas (?:\\w+ )?(?:autorise|habilite|sur|certain|qualifie|en position)\\w*|sommes pas (?:autorise|habilite)\\w*|pas (?:le droit|l'autorisation|la permission|autorise|habilite)\\w*|n'est pas (?:autorise|permis|de mon ressort|connue?|possible de (?:savoir|dire|repondre)))",
    '(?:politique|reglement|regles|conditions|consignes|confidentialite|directives)\\b.{0,40}\\b(?:interdi\\w*|permet\\w*|autoris\\w*|empeche\\w*|oblige|pas|contraire)|contraire (?:a|aux)|contrevient|hors de (?:mon|mes)|pour des raisons de (?:confidentialite|securite|politique)|acces (?:refuse|interdit)|reste(?:nt)? (?:inconnue?|incertaine?)|inconnue?s?|on ignore',
    "(?:pouvez-vous|veuillez|merci de|pourriez-vous) (?:me |nous )?(?:\\w+ )?(?:preciser|fournir|indiquer|donner|communiquer)|(?:de quel|quelle?) \\w+ (?:parlez|voulez)|j'ai besoin (?:de|d'|du) ?(?:\\w+ ){0,3}(?:informations?|precisions?|details|numero|donnees)|sans (?:\\w+ ){1,5},? je ne",
  ),
  degraded: any(
    'partiel\\w*|en partie|incomplete?s?|incomplet|degrade\\w*|limitee?s?|mode (?:reduit|hors ligne|secours)|seulement (?:\\w+ )?(?:\\d+|deux|trois|une? partie|quelques) |(?:uniquement|seules?|seulement) (?:\\w+ ){0,3}(?:\\d+|deux|trois) ?(?:\\w+ )?(?:sur|des)|\\d+ (?:\\w+ )?(?:sur|des) (?:les )?\\d+|une partie',
    "perimee?s?|obsolete?s?|(?:plus|pas) (?:\\w+ )?(?:a jour|actuelle?s?)|(?:en |du |de |le |mis en )(?:\\w+ )?cache|derniere?s? (?:\\w+ )?(?:connue?s?|enregistree?s?|disponibles?)|dernieres? (?:valeurs?|donnees|version)|d'hier|datent|datant|date d['e]|anciennes?|sauvegardee?s?|en date d['eu]|(?:peut|peuvent|pourraient?) (?:\\w+ )?(?:etre|avoir|ne pas|ne plus) (?:\\w+ )?(?:date|change|perime\\w*|inexact\\w*|incomplet\\w*|obsolete\\w*|a jour|ancien\\w*|differ\\w*)",
    "sans (?:\\w+ |l[ae]s? |l'){0,3}(?:avis|sources?|donnees|prix|meteo|details|verification|verifier|evaluations|notes|horaires|commentaires|photos)|(?:pas|non) (?:\\w+ )?(?:inclus|incluses?|verifiee?s?|prises? en compte|confirmee?s?)|estimation|estimee?s?|approximati\\w+|a defaut|solution de (?:secours|repli)|simplifiee?|il manque|manquent|manquante?s?|provisoires?|le reste (?:\\w+ ){0,3}(?:pas|manque|echoue)|sous reserve de",
  ),
  history: any(
    "(?:premiere?s?|seconde?|deux premieres) (?:\\w+ )?(?:tentatives?|essais?|appels?|requetes?)\\b.{0,40}(?:echoue\\w*|echec|refuse\\w*|rejete\\w*|expire\\w*)|(?:apres|malgre) (?:\\w+ |l'|d'){0,4}(?:erreurs?|echecs?|tentatives?|pannes?|essais?|problemes?|coupures?)|(?:d'abord|au debut|initialement|dans un premier temps)\\b.{0,40}(?:echou\\w*|echec|indisponible|refuse\\w*|erreur)",
  ),
  missing: any(
    '(?:rest\\w+|demeur\\w+) sans (?:reponse|retour)',
    `indisponibles?|injoignables?|inaccessibles?|hors service|hors ligne|en panne|(?:pas|plus) (?:\\w+ )?(?:disponibles?|accessibles?|joignables?|repondu|repond|trouve\\w*)|ne repond(?:ent)? (?:pas|plus)|n'a pas repondu|n'ont pas repondu|aucune? (?:\\w+ )?(?:reponse|resultat|hotel|vol|correspondance)|introuvables?|rien trouve`,
    `(?:${cannot})\\b ?(?:\\w+ |l'){0,2}(?:joindre|charger|consulter|recuperer|trouver|obtenir|lire|verifier|atteindre|contacter|acceder|etre (?:charge|consulte|recupere|trouve|joint|contacte|verifie|obtenu|lu)\\w*)`,
  ),
  failed: any(
    `echec\\w*|echoue\\w*|erreurs?|panne|plante|probleme technique|une? (?:\\w+ )?probleme (?:est )?survenu|delai (?:\\w+ ){0,3}(?:depasse|expire)|(?:temps|delai) d'attente|expire\\w*|timeout|rejetee?s?|refusee?s?|annulee?s?|interrompue?s?|abandonnee?s?|bloquee?s?|perdue?s?|mal (?:passe|tourne)|sans succes|en vain|${cannot}|impossible|n'est pas possible|n'a (?:\\w+ )?pas (?:\\w+ )?(?:ete|abouti|fonctionne|marche|eu lieu|reussi)|n'ont pas (?:ete|abouti|fonctionne)|pas (?:abouti|fonctionne|marche|reussi|parvenu)|n'est pas passee?|ne fonctionne(?:nt)? (?:pas|plus)|surcharge\\w*|complet|epuisee?s?|insuffisants?|invalide|reessay\\w+|(?:n'a|n'ont|n'ai|n'avons) (?:rien|aucun)|aucune? (?:\\w+ ){1,4}?n'(?:a|ont|est) (?:pu )?(?:ete|etre) \\w+`,
  ),
  done: any(
    '(?:reservee?s?|envoyee?s?|creee?s?|cree|commandee?s?|payee?s?|remboursee?s?|livree?s?|enregistree?s?|mis(?:e|es)? a jour|ajoutee?s?|terminee?s?|effectuee?s?|reussie?s?|avec succes|confirmee?s?|planifiee?s?|traitee?s?|trouvee?s?|corrigee?s?|modifiee?s?|supprimee?s?|deplacee?s?|publiee?s?|installee?s?|traduite?|resumee?|voici|prete?s?|fait|programmee?|expediee?s?|debitee?|facturee?|achevee?s?|en route)',
  ),
  waiting: any(waiting.fr),
  still: any('(?:encore|toujours|reste|restent|demeure)'),
  hedged: any(
    'pas (?:exclure|exclue?)',
    "(?:pas|impossible de|sans pouvoir) (?:garantir|confirmer|assurer|dire|savoir|verifier) (?:que|si|(?:qu|s)'\\w+)",
    '(?:etat|statut|resultat|sort)\\b[^.!?;]{0,40}\\b(?:est|reste) (?:indetermine|inconnu|incertain)',
    "(?:si|s'il|au cas ou) [^.;!?]{3,80}, (?:\\S+ )?(?:est|sont|sera|serait|figure|se trouve) (?:sous|dans|sur|chez|la)(?!\\w)",
    '(?:serait|seraient|figurerait|se trouverait) (?:sous|la)(?!\\w)',
    "(?<!n')(?:peut|pourrait|peuvent|pourraient) (?:\\w+ )?(?:exister|subsister|se trouver|figurer)",
    '(?:sans|attente de) (?:\\w+ )?(?:confirmation|accuse)|(?:pas|non) (?:ete |encore |encore ete )?confirmee?s?',
    '(?:peut-etre|probablement|sans doute|il se peut que|il est possible que|possiblement|eventuellement)(?![^.;]{0,60}(?:panne|surcharg|erreur|echec|echou|perdu|tard|essay|lent|disponible|service))',
    "(?<!n')(?:peut|pourrait|a pu|ont pu|peuvent|pourraient)(?: ou non| ou pas)? (?:\\w+ )?(?:avoir|etre (?:deja|bien|ajoute\\w*|cree\\w*|reserve\\w*|enregistre\\w*|dans|la|sur|sous|chez|parmi|aupres|au|aux|en|a))(?! (?:\\w+ ){0,2}(?:perdu|change|echoue|refuse|erreur|panne|retard|probleme|maintenance|arret|limite|conge|vacances|greve|surcharge|cause|bout)\\w*)",
    "(?<!\\b(?:vous|nous) )(?:(?<!\\bn[e'] ?)(?:peut|pourrait|peuvent|pourraient)|est|sont|a ete|ont ete) (?:[^\\s,;:]+ ){1,10}ou (?:bien )?(?:non|pas)(?= ?[.,;:!?)|]| ?$)",
    "(?:pas|verifi\\w+|confirm\\w+|ignore|savoir|voir|dire|impossible) (?:\\S+ ){0,4}s(?:i |'i?l? ?)(?:\\S+ ){1,8}(?:est|a|ete|existe|sont|ont|figure)",
    "(?:pas|peu) (?:\\w+ )?(?:sure?s?|certaine?s?) qu(?:e |')(?:\\S+ ){1,8}(?:soit|soient|ait|aient|existe|figure)",
  ),
  doubted: every(
    "ne (?:veut pas dire|signifie pas|prouve pas) qu[e'][^.;!?]*",
    "(?:pas|jamais) (?:\\w+ )?(?:sure?|certaine?|exclure|affirmer|conclure|supposer|dire) qu[e'][^.;!?]*\\b(?:pas|rien|aucune?)\\b[^.;!?]*|ni confirmation ni refus",
  ),
  unreal: every(
    '(?:aurait|auraient) pu [^.;!?]*\\bmais\\b[^.;!?]*\\b(?:refuse\\w*|rejete\\w*|annule\\w*|echoue\\w*)',
  ),
  besides: every(
    "rien d'autre|(?:pas|aucune?) (?:d')?autre",
    '(?:pour que|afin que|pour ne pas|afin de ne pas|de sorte que) [^.;!?]{0,80}?\\b(?:deux fois|double|a nouveau|encore|une seconde fois)\\b|(?:pas|jamais) (?:\\S+ ){0,5}(?:deux fois|une seconde fois|a nouveau)',
  ),
  denied: any(
    "(?:n'a|n'ai|n'ont|n'avons|n'est|n'etait|n'existe|ne sont|ne figure|ne fut|ne furent) (?:\\w+ )?(?:pas|jamais|plus|rien|aucun\\w*)(?! (?:\\w+ ){0,3}(?:complet|recu|repondu|reponse|confirme|certain|sur|clair|pu|su|disponible|possible|verifie|erreur|echec|insist|reessay|repet|relanc|retent)\\w*)(?! (?:(?:un|une|du) )?(?:json|xml|html|lisible)\\b)",
    '(?:manque|absente?) (?:toujours|encore|du|de|dans)',
    "aucune? (?!reponse|confirmation|erreur|accuse)(?:\\S+ ){1,6}?(?:n'a|n'ont|n'est|n'existe|ne sont)(?! (?:\\w+ )?pu)",
    "rien n'(?:a ete|est|existe)|il n'y a (?:pas (?:de|d')|aucune?|rien)(?! ?(?:reponse|confirmation|erreur|doute|probleme))",
  ),
  negated: any(
    "pas|ne|n'\\w+|jamais|rien|aucune?|sera|seront|serait|des que|si|veuillez|avant|lorsque|reessay\\w+|plus tard|impossible",
  ),
};
