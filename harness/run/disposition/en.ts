import { waiting } from '../../checks/evidence/prose/waiting.ts';
import { done } from '../../checks/evidence/prose/words.ts';
import { any, every, marking, type Phrases } from './phrases.ts';

const cannot =
  "(?:can(?: \\w+ly| sadly| alas| still)? ?not|can't|could(?: \\w+ly| sadly| alas| still)? ?not|couldn't|was(?: not|n't) able to|were(?: not|n't) able to|(?:am|is|are|was|were|'m|been|remain) unable to|unable to|(?:'m|am|are|is) not able to|(?:did|do)(?: not|n't) manage to|failed to)";
const person =
  '(?:human|person|colleague|specialist|expert|support|agent|manager|supervisor|advisor|adviser|representative|operator|team|department|engineer|on-?call|staff|analyst|reviewer|administrator|admin|owner|somebody|someone|desk|lawyer|doctor|officer|clerk)';
const made = `(?:${done}|refunded|charged|stored|recorded|transferred|deleted|removed|changed|executed)`;
/** What a denial of may be about the reply, or the whole of what was asked, not about what was done. */
const reply =
  '(?:get|got|gotten|receiv\\w+|hear\\w*|answer\\w*|repl\\w+|respon\\w+|confirm\\w*|know\\w*|sure|certain|clear|able|possible|verif\\w+|acknowledg\\w+|available|reachable|return\\w*|tell|told|say|said|see|seen|find|found|tr(?:y|ied)|repeat\\w*|retr\\w+|wait\\w*|work\\w*|help\\w*|back|need\\w*|complete|whole|errors?|failures?|problems?|reason|time|insist\\w*|[^.;]{0,30}(?:again|twice))';

/** What there is none of beside what was done: a second one, a word about it, a cost. */
const other = `(?:\\w+ )?(?:${reply}|second|third|duplicate\\w*|double|another|other|further|additional|more|extra|charges?|costs?|fees?|way|doubt|hurry|guarantee|signs?|proof|idea|longer|later|earlier)\\b`;

/** Words of one clause between "no" and what was not done. */
const gap =
  '(?:(?!(?:i|we|you|it|that|which|who|when|after|until|before|to|may|might|be)\\b)[^\\s,:]+ ){0,6}?';

/** What a denial of may be about the form of something, as errors of engines and parsers are. */
const form =
  '(?:(?:an?|in|valid|proper|correct|complete) ){0,3}(?:json|xml|html|yaml|csv|utf|parse\\w*|readable|legible|intelligible|function|constructor|iterable|defined|object|array|string|number|serializ\\w*|decod\\w*)';

/** What a tool may be, which tells nothing of what was done. */
const ailing =
  '(?:down|un\\w+able|unreachable|unresponsive|busy|slow|offline|overloaded|throttled|limited|out|broken|missing|wrong|stale|late|old)';

/** What a tool or a person may be in or at, which tells nothing of where a thing is that was made. */
const trouble =
  "(?:[\\w'-]+ ){0,2}(?:errors?|fault|trouble|capacity|limits?|maintenance|load|pressure|attack|repair|holidays?|vacation|strike|fire|hold|pause|break|standby|use|question|doubt|risk|issue|odds|outage|failure|downtime|shutdown|restart|recovery|quota|timeouts?|state|loop|version|touch|contact|charge|need|call|duty|leave|home|work|lunch|you|us|me)\\b";

/** Where a thing may be that was made. */
const place = `(?:(?:here|there)\\b(?! (?:is|are|was)\\b)|(?:in|on|under|at|with|among|inside|within|near|beside|behind) (?!${trouble})\\S+)`;

const maybe = '(?<!\\b(?:you|i|we) )(?:may|might|could)(?: or (?:may|might|could) not| not)?';

/** What a tool that is down does not do now, which tells nothing of what it did before. */
const serves = '(?:currently |now |presently )?(?:take|accept|serve|allow|let|process)\\b';

/** English. */
export const en: Phrases = {
  marks: marking(
    "the|is|are|your|you|i|i'(?:m|ve|ll|d)|we|we'(?:re|ve|ll|d)|it's|that's|there's|here's|to|it|and|of|for|not|this|\\w+n't|please|sorry|has|have|had|was|were|been|with|by|at|that|they|she|his|her|its|from|there|here|these|those|would|could|cannot|but|or|when|which|about|after|before|today|tonight|tomorrow|yesterday|did|does|my|our|all|both|some|any",
    '',
  ),
  between:
    /,? (?:but|however|although|though|except that|yet|so|while|whereas|instead)\b|,? and (?=i |the |your )/g,
  harmless: every(
    '(?:nobody|no one|none|nothing|no \\w+)(?: of \\w+)? (?:is|are|was|were) (?:missing|lacking|left out|omitted|absent)|none missing',
    '(?:no|zero|0|without(?: any)?|free of|not a single) (?:\\w+ )?(?:errors?|failures?|problems?|issues?|timeouts?|failed \\w+|outages?)',
    '(?:errors?|failures?|failed|timeouts?|rejected|cancell?ed) ?[:=] ?(?:0|none|no(?! \\w)|null|false)',
    'error-free|(?:the|any|all) unavailable \\w+',
    '(?:the|that) (?:error|failure|problem|issue|timeout) (?:that |which )?(?:you (?:saw|reported|had|mentioned|got|described)|came from|was caused by|was due to)[^.;!?]*',
    "(?:nothing|none|no \\w+|never|(?:did|does|do|has|have)(?: not|n't)) (?:has |have |was |were )?(?:fail(?:ed)?|timed out|been rejected|rejected)",
    '(?:fix(?:ed|es|ing)?|resolved?|resolving|repaired|correct(?:ed|ing)|cleared|solved|debugged|eliminated|removed) (?:[\\w-]+ ){0,4}(?:errors?|failures?|bugs?|problems?|failing|failed|timeouts?|outages?|crash(?:es)?)',
    '(?:errors?|failures?|bugs?|problems?|timeouts?|outages?) (?:is|are|was|were|has been|have been) (?:now )?(?:fixed|resolved|solved|gone|corrected)',
    'errors? (?:handling|log(?:s|ging)?|rates?|messages?|codes?|budgets?|reports?|pages?|bars?|margins?)',
    '(?:margin|trial and|standard|type|kind|rate|number) (?:of )?errors?',
    "(?:cancell?ed|rejected|declined|refused|deleted|stopped|aborted)\\b[^.;!?]{0,60}?\\b(?:as|like) (?:you(?:'ve| have)? )?(?:asked|requested|wished|wanted|instructed|agreed|ordered|told)",
    '(?:as|like) (?:you )?(?:asked|requested)[^.;!?]{0,40}(?:cancell?ed|rejected|declined|deleted|stopped)',
    "(?:successfully|(?:i|we)(?:'ve| have)?(?: now| also| just)?) (?:cancell?ed|rejected|declined|stopped|aborted) (?:your|the|that|both|all|order|it|booking|subscription|this)",
    '(?:cancell?ed|cancel|rejected) successfully|cancellation (?:is |was )?(?:confirmed|complete|done)',
    '(?:your |the )?\\w+ (?:has been|is|was|are|were|have been) (?:now )?cancell?ed,? and (?:you|the|your|a)(?= [^.]*\\brefund)',
    "(?:no|without(?: any)?|not need(?:ing)?(?: any)?|n't need(?: any)?|not require(?: any)?|n't require(?: any)?) (?:\\w+ )?(?:approvals?|confirmations?|review|escalation|human|hand-?off)(?: (?:is|was) (?:needed|required|necessary))?",
    '(?:needs?|requires?) (?:the )?approval (?:of|from|by) (?:nobody|no one|no-one)',
    "(?:(?:do|please do) ?(?:not|n't) hesitate|feel free|free|welcome) to (?:contact|reach out|ask)[^.!?]*",
    '(?:if|should|in case|whenever|when)\\b[^.!?;]{0,60}?(?:questions?|persists?|anything else|further help|need(?:ed)?|keeps? happening|continues|again|not work|happens)[^.!?]*',
    '(?:if|in case|unless|when|whenever|in the event|on) (?:of )?(?:it |this |that |the \\w+ |a \\w+ |any \\w+ )?(?:fails?|failures?|errors?|times out|timeouts?)',
    '(?:\\d+|one|two|three|four|five|several|some|which|how many|the) (?:\\w+ )?(?:tests?|checks?|builds?|jobs?|runs?|logins?|payments?|transactions?) (?:have |has |had |that )?(?:failed|timed out|errored)',
    '(?:failed|failing|rejected|cancell?ed|unsuccessful) (?:tests?|builds?|jobs?|runs?|logins?|payments?|transactions?|orders?|flights?)',
    '(?:is|are) no longer (?:unavailable|down|degraded|stale|pending)',
    "(?:could|can) ?(?:not|n't) (?:be (?:happier|better|easier)|wait)",
    '(?:not|never|no longer) (?:stale|outdated|cached|partial|degraded|escalated|pending)',
    '(?:was|were|been|already|is|now|has been) approved(?: by[^.;!?]*)?',
  ),
  escalated: any(
    `(?:escalat(?:ed|ing)|(?:will|'ll|must|have to|need to) escalate)`,
    '(?:hand(?:ed|ing)?|turn(?:ed|ing)|pass(?:ed|ing)) (?:\\w+ ){0,4}(?:over|off|on) to',
    'hand(?:ed|ing) (?:\\w+ ){0,4}(?:over|off)|hand(?:ing)?[- ]?off',
    `(?:transferr(?:ed|ing)|forward(?:ed|ing)|pass(?:ed|ing)|rout(?:ed|ing)|referr(?:ed|ing)|hand(?:ed|ing)|assign(?:ed|ing)|connect(?:ed|ing)|redirect(?:ed|ing)|flagg(?:ed|ing)|rais(?:ed|ing)|submitt(?:ed|ing)|left|queued|notified|alerted|paged|looped in|involved|brought in|asked)\\b.{0,60}\\b${person}s?`,
    `(?:an?|our|the|your|my) (?:\\w+ ){0,3}${person} (?:will|is going to|needs? to|has to|must|should) (?:now )?(?:\\w+ )?(?:review|decide|look|contact|be in touch|get back|follow up|take|handle|approve|check|call|reach|sign|confirm|reply|respond)`,
    `(?:needs?|requires?|requiring|needing|awaiting|awaits?|waiting (?:for|on)|pending|subject to|wait(?:s|ed)? for|on hold (?:for|until)|held (?:for|until)|queued for|submitted for|sent for|flagged for|marked for|up for|under|(?:is|are) in) (?:\\w+['\\w]* ){0,4}?(?:approval|confirmation|review|sign-?off|authori[sz]ation|go-?ahead|decision|human|permission to proceed|intervention|consent|ok|okay|yes|manager|supervisor)`,
    '(?:must|needs? to|has to|have to|should) (?:first )?be (?:approved|confirmed|reviewed|authori[sz]ed|signed off|decided|checked by)',
    "(?:before|until|once|unless|as soon as) (?:you|they|he|she|it|i|we|someone|somebody|a \\w+|the \\w+|your \\w+|my \\w+)(?: has| have| is|'ve| get| gets| receive)? (?:been )?(?:confirm(?:s|ed)?|approv(?:es?|ed|al)|decid(?:es?|ed)|sign(?:s|ed)? off|your (?:approval|confirmation|ok))",
    "(?:please|kindly|you(?:'ll| will)? (?:need|have) to|you should|you must|i(?:'d)? (?:suggest|recommend) (?:that )?(?:you )?|(?:best|better) to|you can) (?:\\w+ )?(?:contact(?:ing)?|call(?:ing)?|reach(?:ing)? out to|get in touch with|speak(?:ing)? (?:to|with)|talk(?:ing)? to|consult(?:ing)?|ask(?:ing)?|write to|email(?:ing)?) (?:\\w+ ){0,4}" +
      person +
      's?',
    'contact (?:\\w+ ){0,2}(?:support|customer (?:service|care)|help ?desk)',
    '(?:please|kindly|can you|could you|need you to|you to|reply (?:with )?(?:yes )?to) (?:\\w+ )?(?:confirm|approve|authori[sz]e|sign off)(?! (?:receipt))',
    '(?:shall|should|may|can) i (?:go ahead|proceed|continue)|(?:do you|would you like me|do you want me) (?:to )?(?:go ahead|proceed|continue)|do you (?:approve|confirm|agree)|is that (?:ok|okay|all right|alright) with you',
    '(?:opened|created|filed|raised|logged) (?:an? |the )?(?:(?!no )\\w+ )?(?:support )?(?:ticket|case)',
    'out of my hands|manual (?:review|intervention|approval|reconciliation)|human (?:review|intervention|approval)|for (?:a )?(?:manual |human |further |legal |compliance )review',
  ),
  abstained: any(
    "(?:i|we) (?:really |simply |honestly )?(?:do|did)(?: not|n't) (?:actually |really |currently )?(?:know|have (?:\\w+ ){0,4}(?:information|evidence|data|details|knowledge|access|permission|authority|authorization|records?|sources?|context|rights?)|answer|comment|speculate|guess|feel comfortable|find (?:\\w+ ){0,3}(?:evidence|sources?))",
    '(?:i|we) (?:have|had|found|see|find) (?:no|neither|insufficient|too little) (?:\\w+ ){0,3}(?:information|evidence|data|details|knowledge|way of knowing|idea|permission|authority|access|record|records|sources?|basis)',
    `(?:${cannot}) (?:\\w+ly )?(?:answer|tell|confirm|say|determine|verify|know|judge|establish|ascertain|vouch|advise|recommend|diagnose|guarantee|be (?:sure|certain)|comment|speculate|share|disclose|reveal|discuss|assist|help|give (?:\\w+ ){0,3}advice|provide (?:\\w+ ){0,3}(?:advice|opinion|information|answer|details|guidance|instructions)|comply|fulfil|fulfill|access|substantiate|assess|identify which|make (?:that|this|such) )`,
    "(?:cannot|can't|not able to|unable to|must not|may not|won't|will not) (?:\\w+ ){1,12}(?:without|unless|because (?:it|this|that|of) (?:\\w+ ){0,5}(?:policy|policies|permission|rules?|against)|under (?:\\w+ )?(?:policy|rules))",
    "(?:i|we)(?:'d| would)?(?:'m| am| are)? ?(?:won't|will not|refuse|declined?|rather not|prefer not|must decline|have to decline|chose not|decided not|not going|not comfortable|not willing|not authori[sz]ed|not allowed|not permitted|not qualified|not in a position|not sure|not certain|uncertain|unsure|only (?:able|allowed)|have not \\w+ anything)",
    '(?:not enough|insufficient|too little|lack(?:s|ing)?(?: of)?|no(?: reliable| conclusive| sufficient| trustworthy| clear| verified)|missing) (?:\\w+ )?(?:information|evidence|data|context|details|sources?|permissions?|privileges|basis|knowledge|confirmation|answer)',
    "no reliable|(?:is|are|was|were)(?: not|n't) enough (?:\\w+ )?(?:information|evidence|data|context|details|sources)",
    `(?:against|violates?|violating|contrary to|outside|not (?:allowed|permitted|covered) (?:by|under)|prohibited by|forbidden by|beyond|due to|because of|prohibits?|forbids?) (?:\\w+ ){0,3}(?:policy|policies|guidelines|rules|terms|scope|remit|permissions|authority|mandate|privacy|knowledge|regulations|competence|expertise)`,
    "(?:policy|policies|rules|guidelines|terms|permissions) (?:do(?:es)?(?: not|n't)|prohibits?|forbids?|prevents?|bars?|disallows?) ?(?:allow|permit|let)?",
    "(?:is|are)(?: not|n't) (?:something i can|within my|permitted|allowed|possible to (?:say|tell|know|determine|verify|answer))|impossible to (?:say|tell|know|determine|verify|answer)",
    '(?:permission|access) (?:was |is |has been )?denied|not (?:authori[sz]ed|permitted|allowed) to|access is restricted',
    "(?:i|we) (?:need|require|would need|'d need) (?:\\w+ ){0,3}(?:more|further|additional|your|the|your \\w+) (?:\\w+ ){0,3}(?:information|details?|number|context|data|evidence|id|date|before)",
    '(?:please|could you|can you) (?:\\w+ )?(?:provide|specify|clarify|share|give me|tell me|supply|send me)',
    '(?:no|not any) (?:\\w+ )?(?:evidence|sources?|documents?|documentation|records?|information|data) (?:\\w+ ){0,3}(?:supports?|mentions?|states?|says?|confirms?|answers?|available|found|exists?|covers?|about|on|for|to)',
    "(?:sources?|documents?|evidence|data|records?|reports?) (?:\\w+ ){0,4}(?:contradict|conflict|disagree|(?:do|does)(?: not|n't) (?:say|mention|cover|contain|state|answer|include|support))(?:s|ing)?",
    "(?:is|remains|are) (?:unknown|unclear|unverified|unanswered)|unknown to me|(?:can't|cannot) be (?:determined|answered|verified|confirmed|known|established)|could(?: not|n't) be (?:determined|answered|verified|established|confirmed)|which \\w+ (?:do you mean|is meant)|as an ai(?: language model)?,? i",
    '(?:nothing|no action|no changes?) (?:was|were|has been|have been) (?:taken|done|made|changed) (?:because|since|as|without)|(?:left|leaving) (?:\\w+ ){0,4}(?:untouched|unchanged) (?:because|since|as)|no comment|abstain(?:ed|ing)?',
  ),
  degraded: any(
    '^ ?not (?:for|from|in|of) |degraded|(?:from|of|on|by|with) (?:the )?(?:other )?(?:one|two|three|four|five|\\d+) (?:\\w+ )?(?:only|alone)|half of (?:it|them|this)|partial(?:ly)?(?! refund)|incomplete|in part|some of (?:the|your|them)(?= [^.]*(?:missing|not|fail|unavailable))',
    '(?:may|might|could|can|likely) (?:\\w+ )?(?:be|have) (?:\\w+ )?(?:out[- ]of[- ]date|stale|outdated|incomplete|old|inaccurate|changed|wrong|different|delayed|imprecise|missing)',
    '(?:may|might) (?:no longer be|not be) (?:\\w+ )?(?:current|up[- ]to[- ]date|accurate|complete|correct|exact|the latest)',
    '(?:is|are|was|were) (?:\\w+ )?(?:stale|outdated|out of date|(?:\\w+ )?(?:hours?|days?|minutes?|weeks?) old|not (?:current|live|up[- ]to[- ]date|complete|fresh|the latest|real[- ]time))|stale',
    '(?:from|in|using|used|out of|on) (?:\\w+ ){0,3}(?:cache|cached|snapshot|backup|fallback|last known|previous (?:data|values?|results?))|cached|last[- ](?:known|saved|stored|good|available)',
    "as of (?:\\d{1,2}[:.]\\d|\\d{1,2} ?(?:am|pm|h|o'clock)|yesterday|last|this morning|earlier|\\d+ (?:min|hour|day))",
    '(?:without|excluding|minus|leaving out|left out|skipp(?:ed|ing)|omitt(?:ed|ing)|except(?: for)?|ignoring) (?:the |any |live |current |fresh |your |all )?(?:\\w+ ){0,3}(?:reviews?|ratings?|sources?|data|results?|prices?|weather|details|information|figures|checks?|recommendations?|personali[sz]ation|verification|hotels?|flights?|photos?|images?|reports?|section|part)',
    '(?:only|just) (?:\\w+ ){0,3}(?:\\d+|one|two|three|four|five|six|some|half|part|a part|a few|a subset|most) (?:of|out of)|(?:only|just) (?:\\w+ )?(?:found|managed|got|could (?:find|get|load|reach|include|book)|able to (?:\\w+ ){0,3}(?:part|some|half|one|two|three|four|\\d+))|\\d+ (?:out )?of (?:the )?\\d+ (?:\\w+ )?(?:sources|items|parts|results|pages|files|records|orders|messages|documents|steps|rows|shops|suppliers|regions|emails)(?! (?:succeeded|passed|done) \\(100)',
    '(?:best|rough|approximate|estimated) (?:\\w+ )?(?:effort|guess|estimate|answer|result|value)|estimate[sd]?(?= [^.]*(?:since|because|as|without))|simplified|fall(?:en|ing)? back|fell back|fallback|limited (?:\\w+ )?(?:mode|results?|data|information|answer|version)|reduced (?:\\w+ )?(?:mode|version|service|functionality|quality)|offline (?:data|copy|mode)',
    "(?:rest|others?|remaining|remainder|remaining \\w+|other \\w+) (?:\\w+ ){0,3}(?:missing|failed|not|unavailable|could)|(?:is|are) (?:still )?missing|missing (?:from|data|source|sources)|(?:not|n't) (?:yet )?(?:include|included|verified|double-checked)|unverified|unconfirmed|not (?:yet )?(?:been )?verified|could be wrong|with (?:reduced|low|limited) (?:confidence|accuracy)|take (?:this|it) with|older (?:data|version|copy|figures|prices)|yesterday's|last (?:week|month|night)'s|outdated|out-of-date",
  ),
  history: any(
    '(?:attempt|try|retry) (?:no\\.? ?|#)?\\d+:? (?:failed|timed out|errored|was (?:rejected|declined|refused|lost))',
    "(?:first|second|initial|earlier|previous|one|original|primary|an|my first|two|2|three|3|some|a few) (?:\\w+ )?(?:attempts?|try|tries|calls?|requests?|provider|server|gateway|carrier|route|connection|version|error|timeout|card|run)\\b.{0,20}(?:failed|timed out|was (?:rejected|declined|refused|unavailable|lost|down)|were (?:rejected|lost)|errored|did(?: not|n't) work|(?:was|were) unavailable|went wrong|had failed|broke|crashed)",
    '(?:after|despite|following|in spite of|apart from) (?:\\w+ ){0,4}(?:errors?|failures?|failed|timeouts?|retr(?:y|ies)|attempts?|outage|hiccups?|problems?|rejected|cancell?ed|unavailable)',
    '(?:at first|initially|first|briefly|temporarily|once|twice|originally|earlier)\\b.{0,40}(?:failed|timed out|error|unavailable|rejected|declined|went down|was down)|(?:failed|timed out|error|unavailable|rejected|was down)\\b.{0,20}(?:at first|initially|briefly|once|twice|earlier|the first time)',
  ),
  missing: any(
    '(?:went|goes|remained|remains|stayed|stays|was|were|is) (?:unanswered|without (?:an? )?(?:reply|response|answer))|(?:went|stayed) (?:quiet|silent)',
    '(?:is|are|was|were|remains?|seems?|appears?)(?: to be)? (?:\\w+ )?(?:unavailable|down|offline|unreachable|not (?:\\w+ )?(?:available|reachable|responding|accessible|working)|out of (?:service|order)|overloaded)',
    "(?:is|are|was|were)n't (?:\\w+ )?(?:available|reachable|responding|accessible|working)|unavailable|unreachable|inaccessible",
    `(?:${cannot}) (?:be )?(?:reach|reached|check|checked|verify|load|loaded|fetch|fetched|retrieve|retrieved|find|found|get|obtain|read|access|look up|include|included|contact|connect|see|query|refresh|update|confirm|locate|download|add|show|display|gather|pull)`,
    "(?:did|does|do|has|have|is|are)(?: not|n't) (?:\\w+ )?(?:respond(?:ed|ing)?|answer(?:ed|ing)?|repl(?:y|ied|ying)|return(?:ed)?|load(?:ed)?|come back|available|work(?:ed|ing)?)|no (?:reply|response|answer|data|reading)(?= from|$)|(?:gave|got|sent|returned|with|had) (?:me |us )?no (?:reply|response|answer)|never (?:got|received|heard|saw|had) (?:an? |any |the )?|nothing (?:was )?found|found nothing|not (?:yet )?(?:been )?(?:confirmed|acknowledged)|no (?:\\w+ ){1,2}(?:was|were|could be) found|not found",
  ),
  failed: any(
    '(?:technical|some) (?:difficulties|problems?|issues?)|(?:trouble|problems?|difficulty|difficulties) (?:\\w+ )?(?:reaching|connecting|accessing|loading|processing|completing|with)|(?:ran|run|running) into (?:an? |some )?(?:\\w+ )?(?:problems?|issues?|trouble)|(?:had|have) to stop|fail(?:ed|s|ure|ures|ing)?|unsuccessful(?:ly)?|unsuccessfully|in vain',
    'errors?|exception|crash(?:ed)?|panic|went wrong|broke down|broken|goes wrong|fault|out of memory',
    'time[sd][- ]?out|timing out|timeout|took too long|deadline (?:was )?exceeded|ran out of (?:time|retries|attempts|tokens|budget)|gave up|giving up|give up|given up|interrupted|disconnected|connection (?:was )?(?:lost|refused|reset|closed)',
    '(?:was|were|got|been|is|are|has|have|payment|card|request|order|refund|transaction|application|it|booking|transfer) (?:\\w+ )?(?:rejected|declined|cancell?ed|aborted|refused|denied|blocked|terminated|dropped|lost|bounced|rolled back|reverted|not (?:\\w+ )?(?:possible|completed|processed|successful|accepted|done|executed|go(?:ne)? through|sent|booked|made|delivered|saved|created|placed))',
    '(?:rejected|declined|cancell?ed|aborted|refused|denied)(?=:|$| by| due| because)|^(?:rejected|declined|cancell?ed|aborted|refused|denied)',
    cannot,
    `(?:is|are|was|were)(?:n't| not) ${form}`,
    `no (?:\\w+ ){1,4}?(?:could|can) be ${made}|(?:able to|managed to) \\w+ no\\b|(?:i|we)(?:'ve| have)? ${made} no\\b`,
    "(?:did|does|do|would|has|have|was|were|is|are|had)(?:n't| not) (?:\\w+ )?(?:work(?:ed)?|succeed(?:ed)?|go(?:ne)? through|complete[d]?|happen(?:ed)?|finish(?:ed)?|book(?:ed)?|sent|send|possible|processed|process|made|done|created|placed|deliver(?:ed)?|save[d]?|executed|accept(?:ed)?|find|been (?:able|booked|sent|processed|made|completed|created|placed|delivered|saved|executed|updated|issued))",
    "(?:would|will)(?: not|n't) (?:take|open|let|accept|allow|be (?:getting|receiving|able))|won't be|(?:did|do|does)(?: not|n't) come together|turn(?:ed|ing) (?:[^\\s,]+ ){0,5}(?:away|down)|(?:refused|rejected|declined) (?:to|it|the|your|this|that|my|our|me|us)|bad news|there(?:'s| is| was| has been) (?:a|some) problems?|nothing (?:was|has been|is|got) (?:filed|ordered|booked|placed|done|sent|made|paid|saved|changed|submitted|processed|created|confirmed|reserved)",
    'not been (?:able|booked|sent|processed|made|completed|created|placed|delivered|saved|executed|updated|issued)|not (?:possible|successful)|impossible|no success|no luck|rate[- ]limit(?:ed|s)?|too many requests|quota (?:\\w+ )?exceeded|internal server|bad gateway|service unavailable|http [45]\\d\\d|status (?:code )?[45]\\d\\d|not (?:currently )?working|outage|sold out|insufficient (?:funds|balance|stock)|invalid (?:\\w+ )?(?:request|input|card|token|key|credentials)|unfortunately,? (?:no|not)|try again(?: later)?|please retry',
  ),
  done: any(
    `(?:${done}|refunded|charged|delivered|complete|finished|done|succeeded|successful(?:ly)?|confirmed|written|found|fixed|deployed|uploaded|published|installed|moved|renamed|deleted|removed|stored|generated|translated|summari[sz]ed|changed|set up|transferred|worked|arrived|went (?:through|on(?:to)? (?:your|the)|into? (?:your|the))|(?:was|were|been) (?:put|entered|listed|noted)|recovered|resolved|restored|merged|imported|exported|answered|accepted|taken care of|cancell?ed as|ready|ships|good news|(?:order|request|booking|application|payment|ticket|it) is in$|here (?:is|are|'s)|went out|(?:attempt|try|retry) (?:no\\.? ?|#)?\\d+:? ok(?:ay)?|in place|up again|back up|up and running|on its way|all set)`,
  ),
  waiting: any(waiting.en),
  still: any('(?:still|remains?|remained|continues?)'),
  hedged: any(
    "(?:cannot|can't|can ?not|could not|couldn't|not) (?:be )?(?:rul\\w+ out|exclud\\w+)",
    `(?:if|should|had|in case) [^.;!?]{3,80}, (?:then )?(?:it|they|one|that|this) (?:is|are|stands?|lies?|exists?|(?:will|would) (?:be|stand|lie)) (?:already )?${place}`,
    `(?:one|it|that|they) would (?:already )?(?:be|stand|lie) ${place}|(?:an?|any|the) (?:\\S+ ){1,6}would (?:already )?(?:be|stand|lie) (?:there|under|filed|listed|recorded)`,
    '(?:may|might)(?: or (?:may|might) not| not)? (?:\\w+ ){0,2}have(?! (?:\\w+ ){0,2}(?:lost|delayed|changed|failed|timed|moved|crashed|dropped|rejected|refused|declined|down|wrong|an|errors?)\\b)|could (?:\\w+ )?have (?:\\w+ )?(?:been(?! (?:lost|delayed|changed|dropped|rejected|refused|declined|down|wrong))|gone|landed|arrived|succeeded)',
    `(?:may|might)(?: or (?:may|might) not| not)? (?:\\w+ )?be (?:\\w+ )?(?:there|already|live|under ?way|complete|done|${made})`,
    `${maybe} (?:(?:also|now|still|well|yet|already) ){0,2}(?:exist|stand|remain|be ${place})|(?:may|might|could) still be(?! ${ailing}| (?:in|on|under|at) ${trouble})`,
    `(?:${maybe} (?:[^\\s,;:]+ ){1,10}|(?:is|are|was|were|has|have|did) (?:[^\\s,;:]+ ){0,6}(?:there|through|${made}|(?<!is |are )\\w+ed|register|arrive|land) )or (?:maybe |perhaps )?not(?= ?[.,;:!?)|]| ?$)`,
    `there (?:may|might|could) (?:(?:also|now|still|well|yet|already) ){0,2}be(?! (?:\\w+ ){0,2}(?:${ailing}|errors?|failures?|problems?|issues?|delays?|outages?|gaps?|fees?|costs?|charges?|waits?|changes?|differences?|more|others?)\\b)`,
    `(?:possibly|perhaps|maybe|probably|presumably),? (?:\\w+ ){0,4}(?:done|there|${made})|(?:possibly|perhaps|maybe|presumably),? (?:\\w+ ){0,5}(?:is|are|was|were) ${place}|(?:is|are|was|were) (?:possibly|perhaps|maybe|presumably) ${place}`,
    "(?:not|\\w+n't|cannot|no|unable|unsure|uncertain|unknown|unclear|check|verify|confirm|see|find out|look) (?:\\S+ ){0,4}(?:whether|if) (?:\\S+ ){1,8}(?:is|was|were|are|has|have|had|went|got|been|exists?|landed|arrived|succeeded|took|stands?|made|reached|came|worked|counted|registered|stuck)",
    "whether (?:or not )?(?!(?:\\S+ ){1,8}(?:open|available|reachable|up|back|possible|allowed|wanted|needed)\\b)(?:\\S+ ){1,8}(?:is|was|were|are|has|have|went|got|exists?|landed|arrived|succeeded|stands?|made|reached|came|worked|counted|registered)\\b[^.!?;]*\\b(?:unknown|unclear|uncertain|not (?:known|clear|certain|sure)|(?:do|did)(?:n't| not) know|(?:cannot|can't|can not|could not|couldn't) (?:tell|say|know|see)|nobody knows)",
    "(?:outcome|result|state|status|fate)\\b[^.!?;]{0,40}\\b(?:is|are|remains) (?:unknown|unclear|uncertain|open|undetermined|indeterminate|unresolved|unsettled|in doubt|not (?:known|clear|certain|determined|settled))|(?:in an? |is )?(?:unknown|undetermined|indeterminate|uncertain) (?:outcome|result|state|status)|(?:cannot|can't|could not|couldn't|unable to) (?:guarantee|confirm|say|be sure|vouch) (?:that |for )?(?:it|this|they|the \\w+) (?:is|was|were|has|have|had|went|got)|(?:not|never|n't) (?:yet |been |yet been |be )?confirmed|unconfirmed|without (?:a |any )?(?:confirmation|receipt)",
  ),
  doubted: every(
    "if [^.;!?]*, (?:then )?(?:it|they|that|nothing) (?:was|were|is|are|has|have|did)(?: not|n't) [^.;!?]*",
    "(?:(?:does|do|did|need|would)(?: not|n't)|by no means|not necessarily) (?:\\w+ly )?(?:mean|imply|prove|show|say)s? (?:that )?[^.;!?]*",
    "(?:cannot|can ?not|can't|could not|couldn't|not|n't|never|wrong to|unsafe to|until \\S+(?: \\S+)? (?:has|have)) (?:be |yet |to )?(?:sure|certain|assum\\w+|conclud\\w+|claim|say|take it|take for granted|rul\\w+ out|exclud\\w+|tell) (?:that |if |whether )?[^.;!?]*\\b(?:not|no|nothing|never|\\w+n't)\\b[^.;!?]*|ruled out that [^.;!?]*|(?:not|n't) (?:certain|sure|clear|known) (?:that|if|whether) [^.;!?]*,? nor (?:that|if|whether) [^.;!?]*|neither (?:a )?(?:confirmation|receipt) nor (?:a )?(?:refusal|rejection|denial)",
  ),
  unreal: every(
    '(?:could|might|would) (?:\\w+ )?have (?:been |gone )?[^.;!?]*\\b(?:but|only|had)\\b[^.;!?]*\\b(?:turned|refused|rejected|declined|denied|cancell?ed|failed|blocked)\\b',
  ),
  besides: every(
    '(?:nothing|none|nobody|no \\w+) (?:else|more|further)|no other',
    "(?:so(?: that)?|in order that|(?:to )?make sure(?: that)?|to ensure(?: that)?|lest) [^.;!?]{0,60}?\\b(?:not|never|nothing|\\w+n't)\\b[^.;!?]{0,40}?\\b(?:twice|again|(?:a )?second (?:time|one)|two|double\\w*)\\b|(?:not|n't|never) (?:\\S+ ){0,6}(?:twice|again|a second time)|if there (?:is|was|were) no [^.;!?]*",
  ),
  denied: any(
    `(?:(?:was|were|is|are|has|have|had|did|does)(?:n't| not| never)|(?:i|we|they|it)(?:'ve|'s|'re)? never)(?<!does(?:n't| not)(?= ${serves}))(?! (?:\\w+ ){0,2}${reply}\\b)(?! ${form}\\b)`,
    '(?:is|are|was|were) (?:still |yet )?missing',
    `(?:no(?! ${reply}) \\w+|nothing|none of \\w+) (?:was|were|is|has been|have been|exists?)(?! (?:\\w+ ){0,2}${reply}\\b)`,
    `(?:no|not (?:an?|any|one|a single)|zero|none|nothing)(?! ${other}) ${gap}(?<!be )${made}|nothing got ${made}`,
    `there(?:'s| is| are| was| were| exists?| has been| have been) (?:\\w+ly |now |still |currently )?(?:no|not (?:an?|any)|nothing|none)(?! ${other})`,
    `(?:(?:i|we)(?:'ve| have)? )?${made} (?:no(?! ${other})|nothing|none|neither)`,
    `(?<!(?:could|can|would|will) )not ${made}|un(?:booked|scheduled|sent|paid|placed|issued)|without (?:placing|booking|making|creating|sending|scheduling|issuing|ordering|reserving) (?:an?|any|the|it)(?! ${other})`,
  ),
  negated: any(
    "not|never|nothing|no|none|nobody|neither|\\w+n't|cannot|would|will|'ll|to be|once|until|unless|if|before|should|could|please|can|may|might|want|like me to|try|trying|tried|again|later|retry",
  ),
};
