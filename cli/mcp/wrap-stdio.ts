import {
  openStdioServer,
  stdioFacets,
  type ServerEnd,
} from '../../harness/mcp/proxy/stdio-server.ts';
import { quote } from '../../harness/wire/process/lines.ts';
import { exit } from '../exit-codes.ts';
import { note } from '../terminal/event-printer.ts';
import { proxyOptionsOf, type McpFlags } from './mcp-flags.ts';
import { overStdio } from './over-stdio.ts';

/**
 * Stands between an MCP client on our stdin and stdout and a server that is started by `command`.
 * Resolves to the exit code of the server.
 */
export async function wrapStdio(command: readonly string[], flags: McpFlags): Promise<number> {
  const options = await proxyOptionsOf(flags, stdioFacets);
  return await overStdio(options, async (say) => {
    const server = await openStdioServer({
      command,
      // It is the user's own server, and may need their tokens.
      env: ownEnv(),
      onAside: say,
      onStderr: (chunk) => void process.stderr.write(chunk),
      redact: options.redactor.text,
    });
    return {
      server,
      gone: server.gone.then(told),
      end: async () => {
        const { how, code } = await server.end();
        // Who does not end by itself is ended by us.
        return how.startsWith('signal') ? exit.pass : code;
      },
    };
  });
}

function told({ how, code, said }: ServerEnd): number {
  note(`the server ended with ${how}${quote(said).trimEnd()}`);
  return code;
}

function ownEnv(): Record<string, string> {
  const isGiven = (pair: [string, string | undefined]): pair is [string, string] =>
    pair[1] !== undefined;
  return Object.fromEntries(Object.entries(process.env).filter(isGiven));
}
