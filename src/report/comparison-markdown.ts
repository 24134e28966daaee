import {countOf} from '../definition/count-words.ts';
import type {PlanComparison} from '../network/what-if.ts';
import {
  arrowBetween,
  type ChangeWords,
  changeWords,
  moveWords,
  SUBNET_WORDS,
  sumChanges,
  sumChangeWords,
} from './comparison-words.ts';
import {type MarkdownColumn, markdownName, markdownTable, markdownWording} from './markdown.ts';

const ARROW = '→';

const COLUMNS: readonly MarkdownColumn[] = [
  {header: 'Subnet', align: 'left'},
  {header: 'CIDR', align: 'left'},
  {header: 'Needed', align: 'right'},
  {header: 'Used', align: 'right'},
  {header: 'Room', align: 'left'},
];

/** Two plans for a pull request: what changes in bold, the subnets that stay as they are counted only. */
export function comparisonAsMarkdown(comparison: PlanComparison, settings: readonly string[]): string {
  const changes = comparison.subnets.map((change) => changeWords(change, markdownWording));
  const changed = changes.filter((change) => change.changed);
  const same = changes.length - changed.length;
  const moves = moveWords(comparison, markdownWording);
  const rest = same === 0 ? '' : ` ${countOf(same, 'subnet')} without change.`;
  const lines = [
    `**What if ${settings.map(markdownName).join(', ')}**: ${countOf(changed.length, 'subnet')} changed.${rest}`,
    '',
    ...(changed.length === 0 ? [] : [...markdownTable(COLUMNS, changed.map(changeRow)), '']),
    ...sumChanges(comparison).map((sum) => `- ${sumChangeWords(sum, ARROW)}`),
    ...(moves === undefined ? [] : [`- ${moves}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function changeRow({name, before, after}: ChangeWords): readonly string[] {
  const mark = before === undefined ? ' (new)' : after === undefined ? ' (gone)' : '';
  const cells = SUBNET_WORDS.map((key) => {
    const [old, now] = [before?.[key], after?.[key]];
    if (old === undefined || now === undefined) return old ?? now ?? '';
    return old === now ? now : `**${arrowBetween(old, now, ARROW)}**`;
  });
  return [`${name}${mark}`, ...cells];
}
