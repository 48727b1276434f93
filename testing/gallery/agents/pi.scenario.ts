import { coder, program } from '../coder.ts';

export default coder('pi', {
  atOnce: true,
  own: ['~/.pi'],
  shell: 'bash',
  run: (command) => ({ command }),
  system: {
    command: [
      process.execPath,
      program('pi'),
      '--provider',
      'brownout',
      '--model',
      'gpt-5',
      '--offline',
      '-p',
      '{input}',
    ],
    ask: 'argument',
    answer: 'all',
    files: {
      '~/.pi/agent/models.json': (at) => ({
        providers: {
          brownout: {
            baseUrl: at.url('model'),
            api: 'openai-completions',
            apiKey: 'test',
            models: [{ id: 'gpt-5' }],
          },
        },
      }),
    },
  },
});
