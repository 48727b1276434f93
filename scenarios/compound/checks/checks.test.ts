import { describe, expect, it } from 'vitest';
import { run, type Checker, type Event, type Trace } from '../../../index.ts';
import deadline from '../deadline.scenario.ts';
import stageBypass from '../stage-bypass.scenario.ts';
import verifier from '../verifier.scenario.ts';
import { retrieverOrder } from './retriever-order.ts';
import { stampEarned } from './stamp-earned.ts';

/** The trace with each event changed. */
function edited(trace: Trace, change: (event: Event) => Event): Trace {
  return { ...trace, events: trace.events.map(change) };
}

/** The trace with fields of each answer, and its disposition, set anew. */
function answering(trace: Trace, fields: object, disposition?: 'full'): Trace {
  return edited(trace, (event) => {
    if (event.kind !== 'task.end' || event.ending.how !== 'answered') return event;
    const answer = { ...(event.ending.answer as object), ...fields };
    return {
      ...event,
      ending: { ...event.ending, answer, disposition: disposition ?? event.ending.disposition },
    };
  });
}

const sourcesIn = ({ events }: Trace): readonly string[] => {
  const end = events.find((event) => event.kind === 'task.end' && event.task === 'during-1');
  if (end?.kind !== 'task.end' || end.ending.how !== 'answered') return [];
  return (end.ending.answer as { readonly sources: readonly string[] }).sources;
};

describe('retriever-order', () => {
  it('passes the bypass as it is', async () => {
    const { trace } = await run(stageBypass, { mode: 'sim', seed: 0 });
    expect(retrieverOrder.judge(trace)).toEqual({ result: 'pass' });
  });

  it('fails on another order, other sources, none, and a bypass that is not told', async () => {
    const { trace } = await run(stageBypass, { mode: 'sim', seed: 0 });
    const sources = sourcesIn(trace);
    expect(sources).toHaveLength(3);
    for (const [wrong, reason] of [
      [answering(trace, { sources: sources.toReversed() }), 'order'],
      [answering(trace, { sources: ['DOC-00000000'] }), 'order'],
      [answering(trace, { sources: [] }), 'what the retriever found'],
      [answering(trace, {}, 'full'), 'does not say'],
    ] as const) {
      expect(retrieverOrder.judge(wrong)).toMatchObject({
        result: 'fail',
        reason: expect.stringContaining(reason),
      });
    }
  });
});

describe('stamp-earned', () => {
  it('passes a stamp over a verifier that said yes and no', async () => {
    const { trace } = await run(deadline, { mode: 'sim', seed: 0 });
    expect(stampEarned.judge(trace)).toEqual({ result: 'pass' });
  });

  it('fails on a stamp over one that is down, that lies, or that says only yes', async () => {
    const { trace } = await run(verifier, { mode: 'sim', seed: 0 });
    expect(stampEarned.judge(answering(trace, { verified: true })).result).toBe('fail');
    const sound = (await run(deadline, { mode: 'sim', seed: 0 })).trace;
    const tainted = edited(sound, (event) =>
      event.kind === 'call.end' && event.point === 'verifier' ? { ...event, taint: 'x' } : event,
    );
    expect(stampEarned.judge(tainted).result).toBe('fail');
    const yes = edited(sound, (event) => {
      if (event.kind !== 'call.end' || event.point !== 'verifier') return event;
      const { verdicts } = event.meaning as { readonly verdicts: readonly object[] };
      return {
        ...event,
        meaning: { verdicts: verdicts.map((it) => ({ ...it, supported: true })) },
      };
    });
    expect(stampEarned.judge(yes).result).toBe('fail');
  });
});

it.each<Checker>([retrieverOrder, stampEarned])(
  '$name cannot tell from an empty trace',
  async ({ judge }) => {
    const { trace } = await run(stageBypass, { mode: 'sim', seed: 0 });
    expect(judge({ ...trace, events: [] }).result).toBe('unknown');
  },
);
