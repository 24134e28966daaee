import {makeCredential} from '../../src/azure/credentials.ts';
import {failureText} from '../../src/cli/failure.ts';
import {plainStyle} from '../../src/report/table.ts';

// A process of its own: the library finds out once for a process what kind of machine it is on.
try {
  const {credential} = await makeCredential({auth: 'msi', env: process.env, authorityHost: 'https://127.0.0.1:1'});
  const token = await credential.getToken('https://management.azure.com/.default');
  process.stdout.write(`${token?.token}\n`);
} catch (error) {
  process.stdout.write(failureText(error, {args: ['deploy'], width: 100, style: plainStyle}));
}
process.exit(0);
