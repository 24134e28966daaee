import type {ClusterChange} from '../changes/cluster-change.ts';
import {countOf} from '../definition/count-words.ts';
import type {DiffOutcome} from '../operations/diff.ts';
import type {ChangePreview} from '../operations/diff-preview.ts';
import {indentText, type TextOptions} from '../report/table.ts';

/** So many resources are listed by name. */
const MOST_RESOURCES = 20;

const SIGNS = {added: '+', removed: '-', changed: '~', create: '+', delete: '-', change: '~', unknown: '?'} as const;

/** Changes for people: those of the definition, and below what Azure would do about them. */
export function previewAsText(preview: ChangePreview, options: TextOptions): string {
  const {isNew, isEmpty, changes, resources} = preview;
  if (isEmpty) return 'nothing would change\n';
  if (isNew && resources.length === 0) return 'the cluster is new: everything is to be created\n';
  const lines = [
    ...changesLines(changes, options),
    ...(changes.length > 0 && resources.length > 0 ? [''] : []),
    ...resourceLines(preview, options),
  ];
  return `${lines.join('\n')}\n`;
}

/** Changes of a definition for people, a line each and what it means below. */
export function changesAsText(changes: readonly ClusterChange[], options: TextOptions): string {
  if (changes.length === 0) return 'nothing is different\n';
  return `${changesLines(changes, options).join('\n')}\n`;
}

/** Changes for the summary of a pipeline. */
export function changesAsMarkdown(changes: readonly ClusterChange[], summary: string): string {
  const rows = changes.map(
    ({kind, subject, text, note = ''}) => `| ${SIGNS[kind]} | ${cell(subject)} | ${cell(text)} | ${cell(note)} |`,
  );
  const table = rows.length === 0 ? [] : ['', '| | what | change | note |', '| --- | --- | --- | --- |', ...rows];
  return `${[`**${summary}**`, ...table].join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

function changesLines(changes: readonly ClusterChange[], {width, style}: TextOptions): string[] {
  return changes.flatMap(({kind, subject, text, effect, note}) => {
    const sign = SIGNS[kind];
    const paint = effect === 'impossible' ? style.red : kind === 'added' ? style.green : style.yellow;
    const [head = '', ...rest] = indentText(`${sign} ${subject}: ${text}`, width, '    ', '');
    const notes =
      note === undefined
        ? []
        : indentText(`${effect === 'impossible' ? 'not possible: ' : ''}${note}`, width, '    ', '    ');
    return [`${paint(sign)}${head.slice(1)}`, ...rest, ...notes.map(style.dim)];
  });
}

function resourceLines({resources}: ChangePreview, {width, style}: TextOptions): string[] {
  if (resources.length === 0) return [];
  const shown = resources.slice(0, MOST_RESOURCES);
  const lines = shown.flatMap(({id, kind, branch, details}) => {
    const [head = '', ...rest] = indentText(
      `${SIGNS[kind]} ${branch}: ${nameOf(id)}${details.length === 0 ? '' : `: ${details.join(', ')}`}`,
      width,
      '    ',
      '  ',
    );
    return [head, ...rest];
  });
  const more = resources.length - shown.length;
  return [
    style.bold(`${countOf(resources.length, 'resource')} in Azure:`),
    ...lines,
    ...(more === 0 ? [] : [`  and ${more} more, which --output json lists`]),
  ];
}

/** `virtualNetworks/minimal/subnets/apps`. */
function nameOf(id: string): string {
  const at = id.toLowerCase().lastIndexOf('/providers/');
  return id.slice(at + '/providers/'.length).replace(/^[^/]+\//, '');
}

/** A difference for scripts. */
export function diffDocument({name, preview, changes, against}: DiffOutcome): object {
  return {
    apiVersion: 'vnetk8s/v1',
    kind: 'Diff',
    file: name,
    against,
    changes,
    ...(preview === undefined ? {} : {isNew: preview.isNew, resources: preview.resources}),
  };
}
