import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { badArgument } from '../../harness/model/error.ts';
import { repeated } from '../terminal/names.ts';
import { port, whole } from '../terminal/numbers.ts';
import { bridgeStdio, reverseHttp } from './front-upstream.ts';
import type { McpFlags } from './mcp-flags.ts';
import { wrapStdio } from './wrap-stdio.ts';

/** `brownout mcp`: faults between an MCP client and a real MCP server. */
export function mcpCommand(report: (code: number) => void): CommandUnknownOpts {
  return new Command('mcp')
    .description('put faults in front of a real MCP server')
    .argument('[command...]', 'the command of a server over stdio, after --')
    .option('--upstream <url>', 'in place of a command: a server over HTTP that runs already')
    .option('--stdio', 'stand in front of it as a server over stdio')
    .option('--host <host>', 'where to listen in front of it', '127.0.0.1')
    .option('--port <n>', 'the port; 0 takes any free one', port, 0)
    .option('--allow-remote', 'let it be off loopback and private networks')
    .option(
      '--fault <words>',
      'a fault that is on: "slow ms=5s tool=search"; may be repeated',
      repeated,
    )
    .option('--plan <file>', 'with the faults of this plan or replay file on')
    .option('--name <name>', 'what the plan calls the server', 'mcp')
    .option('--seed <n>', 'what chances are drawn from', whole(0), 1)
    .option('--journal <file>', 'write down what was struck, as JSON lines')
    .option('--quiet', 'do not print the calls')
    .addHelpText('after', examples)
    .action(async (command: readonly string[], flags: McpFlags) => {
      report(await stand(command, flags));
    });
}

function stand(command: readonly string[], flags: McpFlags): Promise<number> {
  const { upstream, stdio } = flags;
  if ((upstream === undefined) === (command.length === 0)) {
    const got = upstream === undefined ? 'neither' : 'both';
    throw badArgument('the command of an MCP server, or --upstream with its address', got, fix);
  }
  if (upstream === undefined) return wrapStdio(command, flags);
  return stdio ? bridgeStdio(upstream, flags) : reverseHttp(upstream, flags);
}

const fix =
  'Write the command after two dashes: brownout mcp --fault "slow ms=5s" -- node server.js.';

const examples = `
brownout mcp --fault "slow ms=5s tool=search" --fault "wrong-id calls=3" -- node server.js
brownout mcp --fault "lost-session calls=3" --upstream http://127.0.0.1:3000/mcp --port 3001
Words of a fault: its parameters (brownout faults), and its aim: tool= or call=, calls=2 or 2-4,
from=5s, to=20s, chance=0.2, site= and attempt= as a journal has them.`;
