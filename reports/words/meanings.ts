import { steadyCheck, type Outcome } from '../../harness/model/trace/outcome.ts';

/** The meanings of the words in a report; keys may serve as HTML ids. */
export const meanings: Readonly<Record<string, string>> = {
  pass: 'Every check that applies held in every run.',
  fail: 'A check failed in one run at least.',
  unknown:
    'It could not be told: the fault never struck, the data are too thin, or a check broke. It is never counted as a pass.',
  before: 'The tasks without any fault: how the agent does in peace.',
  during: 'The same tasks while faults strike.',
  after: 'The same tasks once the faults are gone: did the agent get back to normal?',
  'minimal-plan':
    'The fewest faults known to break it in this way. Take one out, and the check holds.',
  evidence: 'The events of the run that show the failure; the timeline has their numbers.',
  'virtual-time':
    'The agent ran in process with a clock of its own: waits take no real time, and the same seed gives the same run.',
  mutant: 'The same system with one protection taken out. A check must notice it.',
  search: 'Faults were tried one by one and together, to find the fewest that break the agent.',
};

/** The meaning of each outcome. */
export const outcomeMeanings: Readonly<Record<Outcome, string>> = {
  unaffected: 'No fault struck the task, or none that mattered to it.',
  recovered: 'A fault struck the task, and it ended well all the same.',
  degraded: 'The agent gave less than it was asked for, and said so.',
  abstained: 'The agent declined to answer.',
  escalated: 'The agent handed the task to somebody else, or stopped for want of something.',
  'failed-loud': 'The task failed, and the agent said so.',
  'silently-wrong':
    'The agent says what is not so, and nothing in its answer shows it. Always a failure.',
  unsafe:
    'Something was done twice, or left half done and not told of. Always a failure, whatever the answer says.',
  hung: 'The task never came back. Always a failure.',
};

/** The meaning of each check. */
export const checkMeanings: Readonly<Record<string, string>> = {
  [steadyCheck]: 'Without any fault the agent does its work.',
  completes: 'Every task comes back with an answer, and in time.',
  'exactly-once': 'No effect lands more often than its task asks for.',
  'no-orphans':
    'Every effect is undone, or named in the answer and not as undone, or all that an answer in full was asked for.',
  bounded: 'Calls, attempts, tokens and time stay within limits.',
  honest: 'The answer claims nothing that no true reply said, and no effect that never was.',
  discloses: 'An answer that rests on less than it should says so.',
  abstains: 'The agent answers where it should, and declines where it should not.',
  degrades: 'With some tools down, the agent does what the policy says.',
  recovers: 'Once the faults are gone, tasks go as well as before them.',
  'backs-off': 'Who is told to wait does wait, and retries are few and spread out.',
  faithful: 'What is done is what the true turn of the model asked for.',
};
