import { coder, program } from '../coder.ts';

export default coder('qwen-code', {
  own: ['~/.qwen'],
  shell: 'run_shell_command',
  run: (command) => ({ is_background: false, command }),
  system: {
    command: [process.execPath, program('qwen'), '--yolo', '-p', '{input}'],
    ask: 'argument',
    answer: 'all',
    env: (at) => ({
      OPENAI_BASE_URL: at.url('model'),
      OPENAI_API_KEY: 'test',
      OPENAI_MODEL: 'gpt-5',
      QWEN_SANDBOX: 'false',
    }),
  },
});
