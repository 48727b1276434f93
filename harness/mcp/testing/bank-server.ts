import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { bank } from './bank.ts';

await bank().connect(new StdioServerTransport());
process.stderr.write(`bank ${process.pid} is up\n`);
