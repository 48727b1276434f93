import { execFileSync } from 'node:child_process';
import { startChild, type Child } from './child.ts';
import { postLoad } from './provider/post-load.ts';
import { median } from './rounds.ts';

const rounds = 7;
const connections = 16;
const seconds = 2;

const names = ['bare', 'ours', 'aimock'] as const;
type Name = (typeof names)[number];
const kinds = ['json', 'stream'] as const;

/** What one contender did in one turn. */
interface Turn {
  readonly cpuUs: number;
  readonly perSecond: number;
}

/**
 * What a simulated model costs: processor time a request and requests a second, for a JSON reply and a
 * stream of 24 frames, against bare node:http, which parses and stringifies, and against aimock. Each
 * server has one core; the load comes from the other.
 */
export async function bench(say: (line: string) => void): Promise<Record<string, number | null>> {
  const children = new Map<Name, Child>();
  execFileSync('taskset', ['-cp', '1', String(process.pid)]);
  try {
    for (const name of names) {
      children.set(name, await startChild(`provider/${name}.ts`, [], { core: 0 }));
    }
    const turns = new Map<string, Turn[]>();
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, child] of children) {
        for (const kind of kinds) {
          const turn = await turnOf(child, kind === 'stream');
          const its = turns.get(`${name} ${kind}`) ?? [];
          // The first warms up.
          if (round > 0) turns.set(`${name} ${kind}`, [...its, turn]);
        }
      }
    }
    const cost = (of: string) => median((turns.get(of) ?? []).map(({ cpuUs }) => cpuUs));
    for (const of of turns.keys()) {
      const rate = median((turns.get(of) ?? []).map(({ perSecond }) => perSecond));
      say(
        `${of.padEnd(14)} ${cost(of).toFixed(0).padStart(5)} µs a request, ${rate.toFixed(0)} a second`,
      );
    }
    return {
      jsonOverAimock: ratio(cost('ours json'), cost('aimock json')),
      streamOverAimock: ratio(cost('ours stream'), cost('aimock stream')),
      jsonOverBare: ratio(cost('ours json'), cost('bare json')),
      streamOverBare: ratio(cost('ours stream'), cost('bare stream')),
    };
  } finally {
    await Promise.all([...children.values()].map((child) => child.stop()));
  }
}

async function turnOf(child: Child, stream: boolean): Promise<Turn> {
  const before = await child.usage();
  const { requests, perSecond } = await postLoad(child.address, { stream, connections, seconds });
  const after = await child.usage();
  if (!before || !after) throw new Error('a server does not say what it used');
  return { cpuUs: (after.cpuUs - before.collectedUs) / requests, perSecond };
}

function ratio(one: number, other: number): number {
  return Math.round((one / other) * 100) / 100;
}
