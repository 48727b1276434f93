import { coder, program } from '../coder.ts';

export default coder('nanocoder', {
  own: ['.nanocoder', '~/.config/nanocoder', '~/.local'],
  shell: 'execute_bash',
  run: (command) => ({ command }),
  system: {
    command: [
      process.execPath,
      program('nanocoder'),
      '--mode',
      'yolo',
      '--trust-directory',
      '--plain',
      'run',
      '{input}',
    ],
    ask: 'argument',
    answer: 'all',
    files: {
      '~/.config/nanocoder/agents.config.json': (at) => ({
        nanocoder: {
          providers: [
            { name: 'gallery', baseUrl: at.url('model'), apiKey: 'test', models: ['gpt-5'] },
          ],
        },
      }),
    },
  },
});
