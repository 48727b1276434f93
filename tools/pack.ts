import { setup } from '../cli/testing/built-package.ts';

// Makes .brownout/users/node_modules/brownout.tgz, as npm would publish it.
setup();
