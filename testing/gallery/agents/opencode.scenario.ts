import { coder, program } from '../coder.ts';

export default coder('opencode', {
  own: ['~/.config', '~/.local', '~/.cache'],
  shell: 'bash',
  run: (command) => ({ description: 'Works on the files', command }),
  system: {
    command: [program('../opencode-linux-x64/bin/opencode'), 'run', '{input}'],
    ask: 'argument',
    answer: 'all',
    files: {
      '~/.config/opencode/opencode.json': (at) => ({
        model: 'openai/gpt-5',
        provider: { openai: { options: { baseURL: at.url('model'), apiKey: 'test' } } },
      }),
    },
  },
});
