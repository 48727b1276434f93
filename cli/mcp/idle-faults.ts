import type { McpProxy } from '../../harness/mcp/proxy/mcp-proxy.ts';
import { strikeLine } from '../../reports/words/wording.ts';
import { note } from '../terminal/event-printer.ts';

/** Takes the faults back, and says which of them met no call. */
export function sayIdle(proxy: McpProxy): void {
  for (const strike of proxy.heal()) note(`never struck: ${strikeLine(strike)}`);
}
