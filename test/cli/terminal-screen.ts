/** What a person sees of what is written to a terminal. */
export interface Screen {
  /** The screen before each time that something of it was taken away, without repetitions, and at the end. */
  readonly pictures: readonly string[];
  readonly cursorVisible: boolean;
}

/** What follows the beginning of a control sequence. Colours and modes of input are not seen. */
const SEQUENCE = /^(?<parameters>[?\d;]*)(?<final>[A-Za-z])(?<text>[\s\S]*)$/u;

/** Shows what was written on a screen that is as high as it needs to be. The spinner always stands the same. */
export function screenOf(written: string): Screen {
  const lines: string[][] = [[]];
  const at = {row: 0, column: 0};
  const pictures: string[] = [];
  let cursorVisible = true;
  const look = (): void => {
    const text = lines.map((line) => line.join('').trimEnd()).join('\n');
    const picture = text.replaceAll(/^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/gmu, '⠋').trimEnd();
    if (picture !== pictures.at(-1)) pictures.push(picture);
  };
  const put = (character: string): void => {
    if (character === '\r') at.column = 0;
    else if (character === '\n') at.row += 1;
    else if (character >= ' ') {
      while (lines.length <= at.row) lines.push([]);
      const line = lines[at.row] ?? [];
      while (line.length < at.column) line.push(' ');
      line[at.column] = character;
      at.column += 1;
    }
    while (lines.length <= at.row) lines.push([]);
  };
  const control = (parameters: string, final: string): void => {
    const count = Number(parameters) || 1;
    if (final === 'A') {
      look();
      at.row = Math.max(at.row - count, 0);
    } else if (final === 'B') at.row += count;
    else if (final === 'C') at.column += count;
    else if (final === 'D') at.column = Math.max(at.column - count, 0);
    else if (final === 'G') at.column = count - 1;
    else if (final === 'J' || final === 'K') {
      lines[at.row]?.splice(final === 'K' && parameters === '2' ? 0 : at.column);
      if (final === 'J') lines.splice(at.row + 1);
    } else if (parameters === '?25') cursorVisible = final === 'h';
    else if (final !== 'm' && !parameters.startsWith('?'))
      throw new Error(`unknown to this screen: ${parameters}${final}`);
  };
  const [start = '', ...rest] = written.split('\x1b[');
  for (const character of start) put(character);
  for (const {groups} of rest.map((part) => SEQUENCE.exec(part) ?? {groups: undefined})) {
    control(groups?.['parameters'] ?? '', groups?.['final'] ?? '');
    for (const character of groups?.['text'] ?? '') put(character);
  }
  look();
  return {pictures, cursorVisible};
}
