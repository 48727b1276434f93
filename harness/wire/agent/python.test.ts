import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { services } from './services-fixture.ts';

const { folder, start, ask } = services();

describe('an agent in Python', () => {
  const python = spawnSync('python3', ['--version']).status === 0;
  if (!python) console.log('skipped: an agent in Python, as there is no python3 here');

  test.skipIf(!python)('prints unbuffered, answers, crashes and comes back', async () => {
    writeFileSync(
      join(folder, 'agent.py'),
      [
        'import json, os',
        'from http.server import BaseHTTPRequestHandler, HTTPServer',
        'class Agent(BaseHTTPRequestHandler):',
        '    def do_POST(self):',
        '        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))',
        '        self.send_response(200)',
        '        self.send_header("content-type", "application/json")',
        '        self.end_headers()',
        '        self.wfile.write(json.dumps({"echo": asked["input"]}).encode())',
        'server = HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Agent)',
        'print("up on", server.server_port)',
        'server.serve_forever()',
      ].join('\n'),
    );
    const system = await start({
      command: ['python3', 'agent.py'],
      ask: 'POST /chat',
      ready: /up on (\d+)/,
    });
    expect(await ask(system, 'ciao')).toEqual({ echo: 'ciao' });
    await system.crash!();
    expect(await ask(system, 'ciao')).toEqual({ echo: 'ciao' });
  });
});
