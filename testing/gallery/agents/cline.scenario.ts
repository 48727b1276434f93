import { coder, program } from '../coder.ts';

const signIn =
  '"$0" auth --provider openai-native --apikey test --modelid gpt-5 --baseurl "$MODEL" >/dev/null';

export default coder('cline', {
  own: ['~/.cline'],
  shell: 'run_commands',
  run: (command) => ({ commands: [command] }),
  system: {
    command: ['sh', '-c', `${signIn} && exec "$0" "$1"`, program('cline'), '{input}'],
    ask: 'argument',
    answer: 'last line',
    env: (at) => ({ MODEL: at.url('model') }),
  },
});
