import { badArgument } from '../../harness/model/error.ts';
import type { PointMaker } from '../../harness/model/point.ts';
import { unlimited } from '../../harness/provider/bucket.ts';
import { readCassette } from '../../harness/provider/cassette/read-cassette.ts';
import { replaying, type ReplayingOptions } from '../../harness/provider/cassette/replaying.ts';
import { checkOptions, type ProviderOptions } from '../../harness/provider/provider-options.ts';
import { provider, providerOf } from '../../harness/provider/provider.ts';
import type { Script } from '../../harness/provider/script.ts';
import type { ReplySource } from '../../harness/provider/source.ts';
import { passing, passingProvider } from '../../harness/provider/upstream/passing.ts';
import { printable } from '../../reports/words/printable.ts';
import { checkPointFlags, type PointFlags } from './point-flags.ts';
import { recorderTo, type FileRecorder } from './record-file.ts';
import { scriptIn } from './script-file.ts';
import { openUpstreams } from './upstreams.ts';

/** The provider of a command, with all that it has open. */
export interface OpenedPoint {
  readonly point: PointMaker;
  /** Lines that say where its replies come from. */
  readonly says: readonly string[];
  /** Writes what is recorded, and hangs up on upstreams; rejects where the file cannot be written. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the provider of these flags: scripted, in front of upstreams, or from a cassette.
 * @throws HarnessError for what does not go together, cannot be read, or cannot be written.
 */
export async function openPoint(
  flags: PointFlags,
  onError: (error: unknown) => void,
): Promise<OpenedPoint> {
  checkPointFlags(flags);
  const { replay, record } = flags;
  if (flags.upstream === undefined && replay === undefined) {
    return { point: await scripted(flags), says: [], close: async () => {} };
  }
  const upstreams = await openUpstreams(flags);
  let recorder: FileRecorder | undefined;
  try {
    recorder = record === undefined ? undefined : await recorderTo(record, onError);
    const { routing } = upstreams;
    const point =
      replay === undefined
        ? passingProvider(routing, recorder?.onReply)
        : await replayed(replay, flags, passing(routing, recorder?.onReply), onError);
    const at = upstreams.addresses.map((one) => printable(one)).join(', ');
    return {
      point,
      says: [
        ...(replay === undefined ? [] : [`replaying ${printable(replay)}`]),
        ...(at === '' ? [] : [`passing requests on to ${at}`]),
        ...(record === undefined ? [] : [`recording to ${printable(record)}`]),
      ],
      close: async () => {
        await upstreams.close();
        await recorder?.close();
      },
    };
  } catch (error) {
    await upstreams.close();
    throw error;
  }
}

async function replayed(
  file: string,
  flags: PointFlags,
  source: ReplySource,
  onError: (error: unknown) => void,
): Promise<PointMaker> {
  const cassette = readCassette(file);
  const { onMiss: way = 'error', firstToken, gap } = flags;
  const script = way === 'script' ? await scriptOf(flags) : [];
  checkOptions({ script });
  const onMiss: ReplayingOptions['onMiss'] = (asking, error) => {
    if (way === 'pass') return source(asking);
    if (way === 'script') return asking.scripted();
    onError(error);
    const message = `brownout: ${error.message}`;
    return asking.dialect.refuse({ status: 404, code: 'not_recorded', message }, asking.as);
  };
  const isPaced = firstToken !== undefined || gap !== undefined;
  const pace = isPaced && { pace: { firstMs: firstToken ?? 0, gapMs: gap ?? 0 } };
  return providerOf({ script }, replaying(cassette, { onMiss, ...pace }));
}

async function scriptOf({ script, say = 'Very well.' }: PointFlags): Promise<Script> {
  if (script === undefined) return () => say;
  const given = await scriptIn(script);
  if (!isPoint(given)) return given as Script;
  const fix = 'Export the script by itself: export default [{ reply: "Very well." }].';
  throw badArgument(`a script in ${script} for --on-miss script`, 'a provider', fix);
}

/** The provider that a script file is, or makes with the options of the command line. */
async function scripted(flags: PointFlags): Promise<PointMaker> {
  const { script: file, say = 'Very well.' } = flags;
  const given = file === undefined ? () => say : await scriptIn(file);
  if (isPoint(given)) return given;
  return provider({ ...optionsOf(flags), script: given as Script });
}

function isPoint(given: unknown): given is PointMaker {
  return typeof given === 'object' && given !== null && 'open' in given;
}

function optionsOf(flags: PointFlags): Omit<ProviderOptions, 'script'> {
  const { models, contextTokens, requestsPerMinute, tokensPerMinute, firstToken, gap } = flags;
  const isLimited = requestsPerMinute !== undefined || tokensPerMinute !== undefined;
  const isPaced = firstToken !== undefined || gap !== undefined;
  return {
    ...(models && { models }),
    ...(contextTokens !== undefined && { contextTokens }),
    ...(isLimited && {
      limits: {
        requestsPerMinute: requestsPerMinute ?? unlimited.requestsPerMinute,
        tokensPerMinute: tokensPerMinute ?? unlimited.tokensPerMinute,
      },
    }),
    ...(isPaced && { pace: { first: firstToken ?? 0, gap: gap ?? 0 } }),
  };
}
