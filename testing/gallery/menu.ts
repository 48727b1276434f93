import {
  badFrame,
  cleanCut,
  emptyContent,
  errorFrame,
  garbleJson,
  hang,
  lostReply,
  rateLimit,
  refuse,
  resetCut,
  truncatedToolArguments,
  unknownTool,
  unreachable,
  type Fault,
  type Plan,
} from '../../index.ts';

/** The share of the last argument that is left: `rm -r build` of the command that clears a cache. */
const keep = 0.25;

/** The faults of the gallery at a model, by the name that its tables give them. */
export const modelFaults: Readonly<Record<string, Fault>> = {
  'rate-limit': rateLimit(),
  'refuse 503': refuse({ status: 503 }),
  'refuse 403': refuse({ status: 403 }),
  unreachable: unreachable(),
  'lost-reply': lostReply(),
  hang: hang({ acts: false }),
  'garble-json, HTML': garbleJson({ how: 'html' }),
  'empty-content': emptyContent(),
  'unknown-tool': unknownTool(),
  'truncated-tool-arguments': truncatedToolArguments(),
  'truncated-tool-arguments, last value': truncatedToolArguments({ of: 'last-value', keep }),
  'clean-cut': cleanCut(),
  'reset-cut': resetCut(),
  'bad-frame': badFrame(),
  'error-frame': errorFrame(),
};

/** A row of the tables: its name, and the plan of its runs. */
interface Row {
  readonly title: string;
  readonly plan: Plan;
}

/**
 * The rows at a model that offers this tool: no fault, each fault once, at the second turn, when half of the work is
 * done, and 503 from there on.
 */
export function rowsAt(tool: string): readonly Row[] {
  const second = { tool, turn: 2 };
  return [
    { title: 'no fault', plan: [] },
    ...Object.entries(modelFaults).map(([title, fault]) => ({
      title,
      plan: [fault.at('model', { ...second, calls: 1 })],
    })),
    { title: 'refuse 503, each time', plan: [refuse({ status: 503 }).at('model', second)] },
  ];
}
