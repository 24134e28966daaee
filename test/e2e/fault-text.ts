import type {CommandRun} from '../commands/run-command.ts';

/**
 * What a person sees of a deployment, for golden files: without what went well in every one of them, and without what depends on
 * how many questions Azure was asked before, which are the seconds of simulated time and ids of requests.
 */
export function faultText({stdout, stderr, exitCode}: CommandRun): string {
  const lines = stderr.split('\n').filter((line) => !/^[\dTZ:-]+ .*(is there after|waiting for) /.test(line));
  const text = `${[...lines, stdout].join('\n').trimEnd()}\nexit code ${exitCode}\n`;
  return text
    .replaceAll(/(?<=\d{4}-\d\d-\d\dT\d\d:\d\d:)\d\d(\.\d+)?(?=Z)/g, 'SS')
    .replace(/(?<=correlation id )[\da-f-]{36}/, 'ID');
}
