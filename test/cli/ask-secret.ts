import {askSecret} from '../../src/cli/ask-person.ts';
import {tellFailure} from '../../src/cli/main.ts';

// Run in a terminal of its own: what is typed is measured, and not shown.
try {
  const secret = await askSecret('Pre-shared key of the tunnel office:');
  process.stdout.write(`${secret.length} characters\n`);
} catch (error) {
  await tellFailure(error, []);
}
