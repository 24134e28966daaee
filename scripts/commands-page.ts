import {EXIT_CODES} from '../src/exit-codes.ts';

/** The page of all commands: what `--help` prints, word for word, and the exit codes. */
export function commandsPage(
  helps: readonly {readonly command: string; readonly text: string}[],
  rootHelp: string,
): string {
  return [
    '# Commands',
    '',
    'Made from what `--help` prints, by `npm run docs`.',
    '',
    '```',
    rootHelp.trimEnd(),
    '```',
    ...helps.flatMap(({command, text}) => ['', `## vnetk8s ${command}`, '', '```', text.trimEnd(), '```']),
    '',
    '## Exit codes',
    '',
    'A contract: see [decisions/exit-codes.md](decisions/exit-codes.md).',
    '',
    '| code | meaning |',
    '| --- | --- |',
    ...EXIT_CODES.map(({code, meaning}) => `| ${code} | ${meaning} |`),
    '',
  ].join('\n');
}
