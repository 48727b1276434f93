import { coder, program } from '../coder.ts';

export default coder('gemini-cli', {
  own: ['~/.gemini'],
  shell: 'run_shell_command',
  run: (command) => ({ command }),
  hosts: ['generativelanguage.googleapis.com'],
  system: {
    command: [
      process.execPath,
      program('gemini'),
      '--yolo',
      '--skip-trust',
      '-m',
      'gemini-2.5-pro',
      '-p',
      '{input}',
    ],
    ask: 'argument',
    answer: 'all',
    env: () => ({ GEMINI_API_KEY: 'test' }),
  },
});
