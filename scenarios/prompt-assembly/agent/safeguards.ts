import { withoutOne } from '../../safeguards.ts';

/** What keeps a prompt what it should be, whatever its sources say; each can be switched off. */
export interface Safeguards {
  /** What a prompt must hold comes from the last good reply of its source, or there is no prompt. */
  readonly failsClosed: boolean;
  /** A prompt that is too long loses optional parts, the least important first. */
  readonly fitsByPriority: boolean;
  /** Nothing is offered on permissions that were not read just now. */
  readonly distrustsOld: boolean;
  /** What changes from message to message stands behind all that does not. */
  readonly keepsPrefix: boolean;
  /** Of two blocks that contradict each other one stays. */
  readonly excludes: boolean;
  /** Text from outside cannot open or close a section. */
  readonly fencesText: boolean;
  /** Each request has a list of tools of its own. */
  readonly ownsTools: boolean;
}

/** Everything on: how the desk runs in production. */
const careful: Safeguards = {
  failsClosed: true,
  fitsByPriority: true,
  distrustsOld: true,
  keepsPrefix: true,
  excludes: true,
  fencesText: true,
  ownsTools: true,
};

/** The careful set without one of its safeguards; all of it where the name is empty. */
export function without(name?: string): Safeguards {
  return withoutOne(careful, name);
}
