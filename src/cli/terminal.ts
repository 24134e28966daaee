import {Ansis} from 'ansis';
import {plainStyle, type Style} from '../report/table.ts';

/** So many columns are assumed where there is no terminal: pipes, files, CI logs. */
const DEFAULT_WIDTH = 80;

/** The stream's part that matters here; `process.stdout` is one. */
export interface OutputStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** The environment variables that matter here; `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Columns of a terminal, as `OCLIF_COLUMNS`, the terminal itself or `COLUMNS` say; 80 where nothing does. */
export function streamWidth(stream: OutputStream, env: Environment = process.env): number {
  const columns = [Number(env['OCLIF_COLUMNS']), stream.columns, Number(env['COLUMNS'])];
  return columns.find((width) => width !== undefined && width > 0) ?? DEFAULT_WIDTH;
}

/** Colours if whoever reads the stream can see them. */
export function styleFor(stream: OutputStream, env: Environment = process.env): Style {
  if (!wantsColor(stream, env)) return plainStyle;
  const {bold, dim, red, yellow, green} = new Ansis(1);
  return {bold, dim, red, yellow, green};
}

/** `FORCE_COLOR` before `NO_COLOR` (no-color.org: what is asked for explicitly wins), and both before the terminal. */
function wantsColor(stream: OutputStream, env: Environment): boolean {
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return false;
  return stream.isTTY === true;
}
