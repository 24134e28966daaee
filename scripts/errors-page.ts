import {CODE_GROUPS} from '../src/cli/explain-text.ts';
import type {CatalogEntry} from '../src/definition/catalog/catalog-entry.ts';

/** The page of all codes, from the catalogue. */
export function errorsPage(catalog: readonly CatalogEntry[]): string {
  return [
    '# Codes of errors and warnings',
    '',
    'Made from [the catalogue](../src/definition/catalog) by `npm run docs`. The same on the command line:',
    '`vnetk8s explain VK2003`. A code is never given a new meaning.',
    ...CODE_GROUPS.flatMap(([group, meaning]) => {
      const entries = catalog.filter(({code}) => code.startsWith(group.slice(0, 3)));
      return ['', `## ${group}: ${meaning}`, ...entries.flatMap(entryLines)];
    }),
    '',
  ].join('\n');
}

function entryLines({code, severity, title, explanation, wrong, right}: CatalogEntry): string[] {
  const kind = severity === 'warning' ? ' (warning)' : '';
  return [
    '',
    `### ${code}: ${title}${kind}`,
    '',
    explanation,
    '',
    ...fence('Wrong:', wrong),
    '',
    ...fence('Right:', right),
  ];
}

function fence(label: string, text: string): string[] {
  return [label, '', '```yaml', text.trimEnd(), '```'];
}
