import type { Disposition } from '../../model/trace/trace.ts';
import { withoutNotYet } from './not-yet.ts';
import { told, worded, type DispositionReading } from './reading.ts';

type Fields = Readonly<Record<string, unknown>>;

const words: readonly (readonly [Disposition, RegExp])[] = [
  [
    'degraded',
    /^(degraded|partial(ly)?( .+)?|stale|limited|unverified|unconfirmed|incomplete|cached|fallback|truncated|some failed|mixed|best effort|outdated|(success|succeeded|completed?|done|ok|finished) with .+)$/,
  ],
  [
    'escalated',
    /^(escalat(ed|ion|ing)( .+)?|blocked|needs .+|requires .+|require .+|(hand(ed)?|handing) ?(off|over)( .+)?|compensat(ed|ion .+)|pending( .+)?|await(s|ing) .+|awaiting|waiting( .+)?|(in|under|for|human|manual) (review|approval)|review( .+)?|on hold|deferred|transferred( .+)?|forwarded( .+)?|referred( .+)?|action required|input required|approval .+|.+ required|suspended)$/,
  ],
  [
    'abstained',
    /^(abstain(ed|s)?|abstention|unknown|refus(ed?|al)|declined?|unanswered|unanswerable|cannot answer|no answer|not answered|insufficient .+|not enough .+|no evidence|forbidden|unauthori[sz]ed|denied|(permission|access) denied|not (permitted|allowed|authori[sz]ed)|out of scope|policy .+|unsupported|content filter(ed)?|undetermined|indeterminate|inconclusive|needs? clarification)$/,
  ],
  [
    'failed',
    /^(fail(ed|ure|s|ing)?( .+)?|error(ed|s)?( .+)?|.+ (error|failed|failure|exception|timeout|unavailable|exceeded)|time[ds]? ?out|timeout|reject(ed|ion)|cancel(l?ed|ation)|abort(ed)?|unavailable|down|offline|crash(ed)?|unsuccessful|not (?!required|needed|applicable|necessary).+|incapable|expired|invalid|dead|dead letter(ed)?|rolled back|reverted|terminated|interrupted|killed|bounced|undeliver(ed|able)|exception|fatal|ko|nok|unreachable|busy|rate limited|throttled|unprocessable.*|bad request|overloaded|exhausted|gave up|impossible|unable.*|could ?n[o']t.*|cannot.*)$/,
  ],
  ['full', /^(full|answered|verified)$/],
];

/** Words that many programs say whatever their text goes on to say. */
const fine = /^(ok|okay|done|success(ful)?(ly)?|succeeded|completed?|finished|fulfilled|200)$/;
const statusFields = ['status', 'state', 'outcome', 'result', 'type', 'kind'] as const;
const textFields = [
  'answer text message content output reply response result',
  'final_answer finalanswer output_text summary parts messages choices',
].flatMap((names) => names.split(' '));
const reasonFields = ['reason', 'detail', 'details', 'explanation', 'description'];
const spokenFields = [...textFields, ...reasonFields];
const errorFields = 'error errors exception problem problems failure failures'.split(' ');
const dataFields = ['data', 'answer', 'results', 'items'];
const sideFields = ['note', 'notes', 'notice', 'warning', 'warnings', 'caveat', 'disclaimer'];

const flags: readonly (readonly [Disposition, readonly string[]])[] = [
  ['escalated', ['escalated', 'escalate', 'handoff', 'handedoff', 'needsapproval', 'needshuman']],
  ['escalated', ['requiresapproval', 'requiresconfirmation', 'requireshuman', 'needsconfirmation']],
  ['escalated', ['needsreview', 'requiresreview', 'approvalrequired', 'pending', 'humanrequired']],
  ['abstained', ['abstained', 'abstain', 'refused', 'declined', 'unknown']],
  ['failed', ['failed', 'iserror', 'timedout', 'timeout', 'cancelled', 'canceled', 'rejected']],
  ['degraded', ['partial', 'stale', 'degraded', 'incomplete', 'truncated', 'cached', 'fallback']],
  [
    'degraded',
    [
      'ispartial',
      'partialresults',
      'isstale',
      'fromcache',
      'outdated',
      'usedfallback',
      'isdegraded',
    ],
  ],
];

/**
 * How an object presents itself: by what it says of its status, by its flags and errors, else by its
 * text. Whatever else it holds is data and says nothing.
 */
export function readObject(
  answer: object,
  readText: (value: unknown) => DispositionReading,
): DispositionReading {
  if (Array.isArray(answer)) return readList(answer, readText);
  const fields = lowered(answer);
  const said = fields['disposition'] ?? fields['stance'];
  const explicit = typeof said === 'string' && meaning(said);
  if (explicit) return told(explicit);
  const [status] = statusFields.map((name) => inWord(fields[name])).filter((one) => one !== null);
  if (status !== undefined && status !== 'fine') return told(status);
  const shown = flagged(fields) ?? byError(fields);
  if (shown) return told(shown);
  // A text without any sign of success or failure is as good as none.
  const isFine = status === 'fine' || saysWell(fields) === true;
  // What is not done yet need not have been asked for: a status of success says that it was not.
  const toRead = (value: unknown) => (typeof value === 'string' ? withoutNotYet(value) : value);
  const read = byText(fields, isFine ? (value) => readText(toRead(value)) : readText);
  if (read.disposition === 'full' && saysLess(fields)) return worded('degraded', 'full');
  return isFine && read.disposition === 'full' ? told('full') : read;
}

/** What a word says of a status, if it is one of those that are known. */
export function meaning(said: string): Disposition | null {
  if (said.length > 60) return null;
  const word = said
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[-_\s]+/g, ' ')
    .trim();
  if (fine.test(word)) return 'full';
  return words.find(([, known]) => known.test(word))?.[0] ?? null;
}

function inWord(value: unknown): Disposition | 'fine' | null {
  if (typeof value !== 'string') return null;
  return fine.test(value.trim().toLowerCase()) ? 'fine' : meaning(value);
}

/** Whether a flag may say that an answer is not all: `complete: false`, or one about the answer in `meta`. */
function saysLess(fields: Fields): boolean {
  const isUnset = Object.values(fields).includes(false);
  const plain = isUnset ? plainly(fields) : undefined;
  if (['complete', 'iscomplete'].some((name) => plain?.get(name) === false)) return true;
  return ['meta', 'metadata'].some((name) => {
    const about = fields[name];
    if (typeof about !== 'object' || about === null) return false;
    const its = lowered(about);
    return flagged(its) === 'degraded' || saysLess(its);
  });
}

/** Fields by their names without marks between words. */
function plainly(fields: Fields): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(fields).map(([name, value]) => [name.replaceAll(/[-_]/g, ''), value]),
  );
}

function lowered(answer: object): Fields {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function flagged(fields: Fields): Disposition | null {
  const raised = Object.values(fields).includes(true) ? raisedIn(plainly(fields)) : undefined;
  if (raised) return raised[0];
  if (isSome(fields['refusal'])) return 'abstained';
  const why = fields['finish_reason'] ?? fields['stop_reason'];
  if (why === 'refusal' || why === 'content_filter') return 'abstained';
  return isSome(fields['missing']) && typeof fields['missing'] === 'object' ? 'degraded' : null;
}

function raisedIn(plain: ReadonlyMap<string, unknown>) {
  return flags.find(([, names]) => names.some((name) => plain.get(name) === true));
}

function byError(fields: Fields): Disposition | null {
  const isError = errorFields.some((name) => isSome(fields[name]));
  const isGiven = () => dataFields.some((name) => isSome(fields[name]));
  if (isError) return isGiven() ? 'degraded' : 'failed';
  const codes = [fields['status'], fields['statuscode'], fields['status_code'], fields['code']];
  if (codes.some((code) => /^(http )?[45]\d\d\b/i.test(plainCode(code)))) return 'failed';
  const code = fields['code'];
  if (
    typeof code === 'string' &&
    (/^(E[A-Z]{3,}|ERR_\w+)$/.test(code) || meaning(code) === 'failed')
  )
    return 'failed';
  return codes.includes(206) ? 'degraded' : null;
}

function plainCode(code: unknown): string {
  return typeof code === 'number' || typeof code === 'string' ? String(code) : '';
}

function isSome(value: unknown): boolean {
  if (typeof value === 'string') return !/^(|none|null|no|false)$/i.test(value.trim());
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value === true || (typeof value === 'number' && value > 0);
}

function byText(
  fields: Fields,
  readText: (value: unknown) => DispositionReading,
): DispositionReading {
  const isNo = saysWell(fields) === false;
  const name = spokenFields.find((one) => isSome(fields[one]));
  const read = name === undefined ? byData(fields) : readText(fields[name]);
  const { disposition } = read;
  if (isNo) return told(['escalated', 'abstained'].includes(disposition) ? disposition : 'failed');
  if (fields['answer'] === null) return disposition === 'full' ? told('abstained') : read;
  if (disposition !== 'full') return read;
  const unsure = sideFields.some(
    (one) => isSome(fields[one]) && readText(fields[one]).disposition === 'degraded',
  );
  return unsure ? worded('degraded', 'full') : read;
}

/** What a flag of success says; null where there is none. */
function saysWell(fields: Fields): boolean | null {
  const flag = ['ok', 'success', 'succeeded', 'successful']
    .map((name) => fields[name])
    .find((value) => typeof value === 'boolean');
  return flag ?? null;
}

/** Data says nothing of itself, unless all of it is empty: `{ order: null }`, `{ placed: false }`. */
function byData(fields: Fields): DispositionReading {
  const data = Object.entries(fields).filter(([name]) => !sideFields.includes(name));
  const isEmpty = data.length > 0 && data.every(([, value]) => value === null || value === false);
  return isEmpty ? worded('failed', 'full') : worded('full', 'failed');
}

/** A list is data, unless it is a conversation (its last message) or a list of parts of a text. */
function readList(
  list: readonly unknown[],
  readText: (value: unknown) => DispositionReading,
): DispositionReading {
  const last: unknown = list.at(-1);
  const data = worded('full', 'failed');
  if (typeof last === 'string') return list.length === 1 ? readText(last) : data;
  if (typeof last !== 'object' || last === null) return data;
  const isMessage = ['role', 'content', 'text', 'message'].some((name) => name in last);
  return isMessage ? readText(last) : data;
}
