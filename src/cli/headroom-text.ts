import {formatCount} from '../definition/count-words.ts';
import {type Headroom, MEASURE_NAMES} from '../operations/generate-headroom.ts';
import {type Cell, type Column, type TextOptions, tableLines} from '../report/table.ts';

/** Measures that people may come near to, in the order in which they are shown. */
const SHOWN = ['resources', 'templateBytes', 'expandedBytes', 'parameters', 'longestExpression'] as const;

/** What of each limit is used up: by the template, and by the custom data of each kind of machine. */
export function headroomLines(headroom: Headroom, options: TextOptions): string[] {
  return [...templateLines(headroom, options), '', ...machineLines(headroom, options)];
}

function templateLines({template}: Headroom, options: TextOptions): string[] {
  const columns: readonly Column[] = [
    {header: 'TEMPLATE'},
    {header: 'VALUE', align: 'right'},
    {header: 'LIMIT', align: 'right'},
    {header: 'USED', align: 'right'},
  ];
  const nested = template.deployments.value > 0 ? (['deployments'] as const) : [];
  const rows = [...SHOWN, ...nested].map((name) => {
    const {value, limit} = template[name];
    return {cells: [{text: MEASURE_NAMES[name]}, ...usage(value, limit, options)]};
  });
  return tableLines(columns, rows, options);
}

function machineLines({machines}: Headroom, options: TextOptions): string[] {
  const columns: readonly Column[] = [
    {header: 'CUSTOM DATA'},
    {header: 'BYTES', align: 'right'},
    {header: 'LIMIT', align: 'right'},
    {header: 'USED', align: 'right'},
    {header: 'LARGEST FILES, COMPRESSED'},
  ];
  const rows = machines.map(({name, bytes, limit, largest}) => ({
    cells: [
      {text: name},
      ...usage(bytes, limit, options),
      {text: largest.map((file) => `${file.path} ${formatCount(file.bytes)}`).join('\n')},
    ],
  }));
  return tableLines(columns, rows, options);
}

function usage(value: number, limit: number, {style}: TextOptions): Cell[] {
  const share = Math.ceil((value / limit) * 100);
  const paint = share > 100 ? style.red : share > 80 ? style.yellow : style.green;
  return [{text: formatCount(value)}, {text: formatCount(limit)}, {text: `${share}%`, paint}];
}
