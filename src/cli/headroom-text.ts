import {formatCount} from '../definition/count-words.ts';
import type {Headroom} from '../operations/generate-headroom.ts';
import {type Cell, type Column, type TextOptions, tableLines} from '../report/table.ts';

/** What of each limit is used up. */
export function headroomLines({machines}: Headroom, options: TextOptions): string[] {
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
