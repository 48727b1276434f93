import { waiting } from '../../checks/evidence/prose/waiting.ts';
import { any, every, marking, type Phrases } from './phrases.ts';

const cannot =
  '(?:nao (?:\\w+ )?(?:pude|pode|puderam|pudemos|posso|podemos|podem|consegui|conseguiu|conseguimos|conseguiram|consigo|conseguimos|foi possivel|e possivel|foi capaz de|sou capaz de|estou apto a|fui capaz de|tenho como)|impossivel|incapaz de)';
const person =
  '(?:colegas?|atendentes?|agentes?|human\\w+|suporte|equipe|equipa|supervisor\\w*|especialistas?|gerente|responsavel|departamento|setor|servico|tecnic\\w+|administrador\\w*|pessoas?|operador\\w*|gestor\\w*|atendimento|assistente|consultor\\w*|diretor\\w*)';

/** Portuguese. */
export const pt: Phrases = {
  marks: marking(
    'nao|seu|isso|isto|ess[ae]|foi|voce|desculpe|sinto|foram|pelo|pela',
    'o|os|e|sua|da|das|um|uma|para|com|por|em|ao',
  ),
  between:
    /,? (?:mas|porem|contudo|no entanto|entretanto|todavia|embora|enquanto|por isso|entao)\b|,? e (?=o |a |os |as |ja )/g,
  harmless: every(
    'nao falta (?:ninguem|nada|nenhum\\w*)|(?:ninguem|nada|nenhum\\w*(?: \\w+)?) falta',
    '(?:nenhum|nenhuma|sem(?: nenhum| qualquer)?|nao houve|nao ha|zero|0) (?:\\w+ )?(?:erros?|falhas?|problemas?|avarias?|incidentes?)',
    '(?:erros?|falhas?) ?[:=] ?(?:0|nenhum\\w?)|(?:mensagem|mensagens|codigos?|taxa|tratamento|registros?|margem) de (?:erros?|falhas?)',
    '(?:corrig\\w+|resolv\\w+|consert\\w+|reparad\\w+|reparei|solucion\\w+) (?:\\w+ ){0,4}(?:erros?|falhas?|problemas?|avaria)|(?:erros?|falhas?|problemas?) (?:\\w+ ){0,4}(?:corrigid|resolvid|consertad|solucionad)\\w+',
    '(?:cancel|anul|rejeit|recus|exclu)\\w*[^.;!?]{0,40}(?:(?:como|conforme) (?:voce )?(?:me )?(?:pedi\\w+|solicit\\w+|combinad\\w+|desej\\w+)|a (?:seu|teu) pedido)',
    '(?:como|conforme) (?:voce )?(?:pedi\\w+|solicit\\w+)[^.;!?]{0,40}(?:cancel|anul|rejeit)\\w*|(?:cancelei|anulei)|(?:cancelad|anulad)[oa]s? com sucesso',
    '(?:sem|nao (?:precisa|requer|necessita|e necessari[ao])(?: de)?|nenhuma) (?:\\w+ )?(?:aprovacao|confirmacao|autorizacao|revisao)',
    '(?:se|caso|em caso de|nao hesite|quando)\\b[^.!?;]{0,60}?(?:duvidas?|perguntas?|problema|persist\\w+|precis\\w+|contactar|contatar|falh\\w+|erro)[^.!?]*',
    '\\d+ (?:\\w+ )?testes? falharam',
  ),
  escalated: any(
    `(?:escalad\\w*|escalei|escalonad\\w*|escalando|encaminh\\w+|transfer\\w+|repass\\w+|pass(?:ei|ado|ando|o|ada|arei)|envi(?:ei|ado|ada)|direcion\\w+|reencaminh\\w+|acion\\w+|notifi\\w+|avis\\w+|atribu\\w+|submet\\w+)\\b.{0,40}\\b(?:a|ao|aos|para|pra|com) (?:\\w+ ){0,3}${person}`,
    '(?:foi|fica|ficou) (?:escalad|escalonad|encaminhad)\\w*|escalei|encaminhei',
    `(?:contate|contacte|contacta|entre em contat?c?o|ligue|fale|procure|dirija-se|consulte|pergunte|contatar|contactar)\\b.{0,40}\\b${person}`,
    `(?:um|uma|nosso|nossa|o|a|seu) (?:\\w+ )?${person} (?:\\w+ ){0,4}(?:deve|tem de|precisa|vai|ira|entrara|analisara|decidira|revisara|retornara|tem que|devera|verificara)`,
    '(?:aguard\\w+|esper\\w+|precis\\w+|necessit\\w+|requer\\w*|pendente\\w*|falta|sujeit[oa] a|depende\\w*|exige)\\b.{0,40}\\b(?:aprovacao|confirmacao|autorizacao|revisao|decisao|assinatura|aval|aprov\\w+|confirm\\w+|autoriz\\w+|validacao|consentimento|analise)',
    '(?:aprovacao|confirmacao|autorizacao|revisao|intervencao) (?:\\w+ ){0,2}(?:necessaria|pendente|humana|manual|obrigatoria)|(?:deve|devem|precisa|precisam|tem de|tem que) (?:\\w+ )?(?:ser (?:aprovad|confirmad|revisad|autorizad|validad)\\w*|aprovar\\w*|confirmar\\w*|autorizar\\w*|revisar\\w*)',
    '(?:confirme|confirma|aprove|autorize) (?:que|se|a|o|para|por|antes|esta)|por favor,? (?:\\w+ )?(?:confirm|aprov|autoriz)\\w+|(?:deseja|quer|queres) que eu (?:continue|prossiga|avance)|(?:posso|devo) (?:continuar|prosseguir|avancar)|(?:assim que|ate que|quando|antes que|logo que) (?:\\w+ ){0,3}(?:confirm|aprov|autoriz)\\w*|(?:abri|aberto|criei|criado) (?:um |o )?(?:ticket|chamado|pedido de suporte)',
  ),
  abstained: any(
    'nao (?:o )?(?:sei|sabemos|conheco)|desconheco|nao faco ideia',
    'nao (?:\\w+ )?(?:tenho|temos|disponho|dispomos|possuo|possuimos|ha|existem?|encontrei|encontro|conto)\\b.{0,40}\\b(?:informac\\w+|dados|provas?|evidencias?|fontes?|acesso|permiss\\w+|autorizacao|detalhes|conhecimento|autoridade|elementos)',
    '(?:insuficiente\\w*|falta de|faltam?|faltam-me|sem|poucas?|carec\\w+ de) (?:\\w+ )?(?:informac\\w+|dados suficientes|provas|evidencias?|contexto|permissao|autorizacao|elementos)|(?:informac\\w+|dados|provas|evidencias?|fontes) (?:\\w+ ){0,4}(?:insuficientes?|contraditori\\w+|se contradizem|nao (?:dizem|mencionam|bastam))',
    `(?:${cannot}) (?:\\w+ ){0,3}?(?:responder|dizer|confirmar|determinar|verificar|saber|garantir|assegurar|aconselhar|ajudar|dar|fornecer|partilhar|compartilhar|revelar|recomendar|afirmar|opinar|informar|divulgar|avaliar|acessar|aceder|estabelecer|julgar)(?:-\\w+)?`,
    '(?:prefiro nao|recuso(?:-me)?|me recuso|abstenho-me|me abstenho|devo recusar|declino|nao (?:quero|devo|vou|me cabe)|nao (?:estou|estamos) (?:\\w+ )?(?:autorizad|cert|segur|habilitad|qualificad)\\w*|nao tenho (?:certeza|a certeza)|nao (?:me |nos )?(?:e |esta )?(?:permitid\\w*|autorizad\\w*|permite|permitem))',
    '(?:politicas?|normas|regras|regulamento|diretrizes|privacidade|termos)\\b.{0,40}\\b(?:nao|proib\\w+|imped\\w+)|contraria|viola|por (?:motivos|razoes|questoes) de (?:privacidade|seguranca|politica|confidencialidade)|fora d[oa] meu|(?:acesso|permissao) negad[oa]|desconhecid[oa]s?|nao (?:se sabe|esta claro|e conhecid[oa])',
    '(?:poderia|pode|podes|por favor,?) (?:\\w+ )?(?:indi(?:car|que)|forne(?:cer|ca)|especifi\\w+|esclare\\w+|informe|informar)|preciso (?:de )?(?:\\w+ ){0,3}(?:informac\\w+|dados|detalhes|numero)|(?:a que|qual|que) \\w+ (?:se refere|voce quer dizer)|sem (?:\\w+ ){1,5},? nao posso',
  ),
  degraded: any(
    'parcia\\w+|em parte|incomplet\\w+|degradad\\w+|limitad\\w+|modo (?:reduzido|offline|degradado)|(?:so|somente|apenas) (?:\\w+ ){0,3}(?:\\d+|dois|duas|tres|um|uma|parte|algun\\w+) (?:\\w+ )?d[eoa]s?|(?<![-.,])\\d+ (?:\\w+ )?d[eoa]s? \\d+(?![.,]\\d)(?! de)|uma parte',
    'desatualizad\\w+|obsolet\\w+|antig\\w+|(?:nao|ja nao) (?:\\w+ )?(?:atualizad\\w+|atua(?:l|is)|em dia)|cache|ultim[oa]s? (?:\\w+ )?(?:conhecid\\w+|guardad\\w+|salv\\w+|disponive\\w+)|de ontem|armazenad\\w+|(?:pode|podem|poderia|poderiam) (?:\\w+ )?(?:estar|ter|nao estar|nao ser|ser) (?:\\w+ )?(?:desatualizad\\w*|mudado|incomplet\\w*|inexat\\w*|obsolet\\w*|atualizad\\w*|antig\\w*|exat\\w*|imprecis\\w*)',
    'sem (?:\\w+ ){0,3}(?:avaliac\\w+|fontes?|dados|precos|opinioes|clima|detalhes|verificar|verificacao|comentarios|fotos|horarios|previsao)|nao (?:\\w+ )?(?:incluid\\w+|inclui|verificad\\w+|considerad\\w+|confirmad\\w+)|estimativa|estimad\\w+|aproximad\\w+|alternativ[oa] de reserva|simplificad\\w+|(?:falta|faltam) (?:\\w+ ){0,3}(?:por|os|as|o|a|um)|provisori\\w+|o (?:resto|restante) (?:\\w+ ){0,3}(?:nao|falt|falh)\\w*',
  ),
  history: any(
    '(?:primeir[oa]s?|segund[oa]) (?:\\w+ )?(?:tentativas?|chamadas?|pedidos?|requisic\\w+)\\b.{0,40}(?:falh\\w*|rejeit\\w*|recus\\w*|erro|expir\\w*)|(?:apos|depois de|apesar de) (?:\\w+ ){0,4}(?:erros?|falhas?|tentativas?|queda|problemas?)|(?:no inicio|inicialmente|primeiro|a principio)\\b.{0,40}(?:falh\\w*|erro|indisponive\\w*|rejeit\\w*)',
  ),
  missing: any(
    `indisponive(?:l|is)|inacessive(?:l|is)|nao (?:\\w+ )?(?:disponive(?:l|is)|acessive(?:l|is)|respond\\w+|encontrad\\w+|encontr\\w+|ha (?:\\w+ )?(?:resultados|voos|hoteis|resposta|disponibilidade|quartos))|fora (?:do ar|de servico)|offline|sem resposta|nenhum (?:hotel|voo|resultado)`,
    `(?:${cannot}) (?:\\w+ ){0,2}?(?:carregar|consultar|obter|encontrar|ler|contatar|contactar|acessar|aceder|recuperar|localizar|conectar|verificar|buscar)`,
  ),
  failed: any(
    `nenhuma? (?:\\w+ ){1,4}?(?:foi|pode ser) \\w+|falh(?:a|as|ou|aram|ado|ei|ando|o)|erros?|fracass\\w+|avaria|deu errado|correu mal|algo (?:deu|correu)|caiu|tempo (?:de espera|limite)|esgot(?:ad[oa]|ou)|expir\\w+|timeout|rejeitad[oa]s?|recusad[oa]s?|cancelad[oa]s?|anulad[oa]s?|negad[oa]s?|abortad[oa]|interrompid[oa]|perdid[oa]|bloquead[oa]|sem sucesso|em vao|${cannot}|nao (?:\\w+ ){0,3}?(?:funcion\\w+|conclu\\w+|realizad\\w+|process\\w+|enviad\\w+|reservad\\w+|entreg\\w+|criad\\w+|salv\\w+|executad\\w+|efetuad\\w+|deu certo|teve sucesso)|problema tecnico|sobrecarregad[oa]|insuficientes?|invalid[oa]|(?:tente|tenta)\\b.{0,15}(?:novamente|tarde|de novo)`,
  ),
  done: any(
    '(?:reservad[oa]s?|reservei|enviad[oa]s?|enviei|criad[oa]s?|criei|pag[oa]s?|reembolsad[oa]s?|entregues?|guardad[oa]s?|salv[oa]s?|atualizad[oa]s?|atualizei|adicionad[oa]s?|concluid[oa]s?|terminad[oa]s?|realizad[oa]s?|efetuad[oa]s?|com sucesso|confirmad[oa]s?|agendad[oa]s?|processad[oa]s?|encontrad[oa]s?|encontrei|alterad[oa]s?|excluid[oa]s?|publicad[oa]s?|instalad[oa]s?|traduzid[oa]s?|aqui (?:esta|estao|tem|vai)|est[ea]s? (?:e|sao)|pront[oa]s?|feit[oa]|emitid[oa]s?|comprad[oa]s?|comprei|cobrad[oa]|a caminho)',
  ),
  waiting: any(waiting.pt),
  still: any('(?:ainda|continua|continuam|permanece|permanecem|segue)'),
  hedged: any(
    'nao (?:\\w+ )?(?:descart\\w+|exclui\\w+)',
    'nao (?:\\w+ )?(?:garantir|assegurar|confirmar|dizer|saber) (?:que|se)',
    '(?:estado|resultado)\\b[^.!?;]{0,40}\\b(?:e|fica|ficou|continua|esta) (?:indeterminad|desconhecid|incert)\\w',
    '(?:se|caso) [^.;!?]{3,80}, (?:\\w+ )?(?:esta|estao|estara|estaria|consta) (?:em|n[oa]s?|sob|com|ai|ali|la)(?!\\w)',
    '(?:estaria|estariam|constaria) (?:sob|ai|ali|la|com)(?!\\w)',
    '(?:pode|poderia|podem|poderiam) (?:\\w+ )?(?:existir|constar|haver(?! (?:\\w+ ){0,2}(?:erros?|falhas?|atrasos?|problemas?)))',
    'sem (?:\\w+ )?(?:confirmacao|confirmar|recibo)|nao (?:\\w+ ){0,3}confirmad[oa]s?',
    '(?:talvez|possivelmente|provavelmente|porventura|pode ser que|e possivel que|se calhar)(?![^.;]{0,60}(?:falh|caiu|erro|sobrecarregad|perdid|tarde|tent|lent|disponive|servico|fora do ar))',
    '(?:pode|poderia|podem|poderiam)(?: ou nao)? (?:\\w+ )?(?:ter(?! (?:\\w+ ){0,2}(?:perdido|mudado|falhado|caido|recusad|rejeitad))|estar (?!(?:em|no|na|sob) (?:\\w+ ){0,2}(?:manutencao|greve|erro|apuros|ferias|uso|risco|reparo|pausa|carga|limite|duvida)\\b)(?:(?:ja|adicionad|criad|reservad|registrad)\\w*|em|n[oa]s?|numa?|sob|sobre|com|entre|ai|ali|la|aqui)(?!\\w))',
    '(?<!\\bvoce )(?:pode|poderia|podem|poderiam|esta|estao|foi|foram) (?:[^\\s,;:]+ ){1,10}ou (?:talvez )?nao(?= ?[.,;:!?)|]| ?$)',
    'nao (?:\\w+ ){0,3}certeza (?:de )?que (?:\\S+ ){0,8}(?:esteja|estejam|tenha|tenham|exista|conste|ficou)',
    '(?:nao|verifi\\w+|confirm\\w+|veja|ver) (?:\\S+ ){0,4}se (?:\\S+ ){1,8}(?:esta|foi|existe|ficou|estao|foram|tem)',
  ),
  doubted: every(
    'nao (?:significa|quer dizer|prova|implica) que [^.;!?]*',
    'nao (?:\\w+ ){0,2}(?:certeza de|cert[oa] de|segur[oa] de|descartar|afirmar|excluir|concluir|supor|dizer) que [^.;!?]*\\bnao\\b[^.;!?]*|nem (?:uma )?confirmacao nem (?:uma )?recusa',
  ),
  unreal: every(
    '(?:poderia|teria|tivesse) (?:\\w+ )?(?:ter|podido)? ?[^.;!?]*\\bmas\\b[^.;!?]*\\b(?:recus\\w*|rejeit\\w*|neg\\w*|cancel\\w*|falh\\w*)',
  ),
  besides: every(
    'nada mais|nenhum[a]? outr[oa]',
    '(?:para que|a fim de que|para|de modo que) (?:nao|nada) [^.;!?]{0,60}?\\b(?:duas vezes|dobro|de novo|novamente|outra vez)\\b|(?:nao|nunca) (?:\\S+ ){0,5}(?:duas vezes|novamente|outra vez|uma segunda vez)',
  ),
  denied: any(
    'nao (?:(?:se |o |a |me |nos )?(?:foi|foram|esta|estao|estava|consta|existe|ficou|encontra|aparece|figura|adicion\\w+|cri(?:ei|ou)|reserv(?:ei|ou)|aceit\\w+)|tem sido)(?! (?:\\w+ ){0,3}(?:complet[oa]s?\\b|cert|segur|clar|confirm|respond|respost|receb|disponive|possive|verific|sabid|erro|falha|insist|voltei|repeti|tent)\\w*)(?! (?:(?:um|uma) )?(?:json|xml|html|legivel)\\b)',
    '(?:ainda|continua) (?:\\w+ )?(?:falta\\w*|em falta|por (?:adicionar|criar))|falta no',
    '(?:nenhum|nenhuma) (?!resposta|confirmacao|erro)(?:\\S+ ){1,6}?(?:foi|foram|esta|existe)',
    'nao (?:ha|existe)(?: nenhum\\w*)?(?! (?:nenhum\\w* )?(?:resposta|confirmacao|erro|duvida|problema|outr))|nada foi',
  ),
  negated: any(
    'nao|nunca|nada|nenhum|nenhuma|sera|serao|seria|quando|se|por favor|antes|ate|nem|tente|tarde|impossivel',
  ),
};
