import { coder, program } from '../coder.ts';

const config = '.continue/config.yaml';

export default coder('continue', {
  own: ['~/.continue'],
  shell: 'Bash',
  run: (command) => ({ command }),
  system: {
    command: [
      'sh',
      '-c',
      `exec "$0" "$1" -p --auto --config "$HOME/${config}" "$2"`,
      process.execPath,
      program('cn'),
      '{input}',
    ],
    ask: 'argument',
    answer: 'all',
    files: {
      [`~/${config}`]: (at) => ({
        name: 'gallery',
        version: '1.0.0',
        schema: 'v1',
        models: [
          {
            name: 'gpt-5',
            provider: 'openai',
            model: 'gpt-5',
            apiBase: at.url('model'),
            apiKey: 'test',
          },
        ],
      }),
    },
  },
});
