import {execFileSync, spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

/** Gives a program a terminal of its own, of a size: what it writes goes to stdout, what comes in is typed. */
const PTY = `
import fcntl, os, pty, select, struct, sys, termios
columns, rows = int(sys.argv[1]), int(sys.argv[2])
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
    os.execvp(sys.argv[3], sys.argv[3:])
sources = [terminal, 0]
while True:
    ready, _, _ = select.select(sources, [], [])
    if 0 in ready:
        typed = os.read(0, 1024)
        if typed:
            os.write(terminal, typed)
        else:
            sources.remove(0)
    if terminal in ready:
        try:
            written = os.read(terminal, 65536)
        except OSError:
            break
        if not written:
            break
        while written:
            written = written[os.write(1, written):]
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

/** ms after which a terminal is closed. */
const LONGEST_RUN = 25_000;

/** Whether there is what a terminal is made with. */
export function canMakeTerminals(): boolean {
  try {
    execFileSync('python3', ['-c', 'import pty, os; os.waitstatus_to_exitcode'], {stdio: 'ignore'});
    return true;
  } catch {
    return false;
  }
}

/** How to run something in a terminal. */
export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly cwd?: string;
  /** The program; default: `bin/run.js` of the checkout. */
  readonly script?: string;
  /** Changes to the environment; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What is typed, each after a text has been written. */
  readonly typed?: readonly {readonly after: string; readonly keys: string}[];
}

/** What came of it: everything that was written to the terminal, in order. */
export interface TerminalRun {
  readonly written: string;
  readonly exitCode: number | null;
}

/** Runs `vnetk8s` in a terminal of its own. */
export async function runInTerminal(args: readonly string[], options: TerminalOptions = {}): Promise<TerminalRun> {
  const {columns = 80, rows = 40, cwd = ROOT, script = RUN} = options;
  const env = {
    ...process.env,
    ...{NO_COLOR: undefined, FORCE_COLOR: undefined, CI: undefined, OCLIF_COLUMNS: undefined, TERM: 'xterm-256color'},
    ...options.env,
  };
  const child = spawn('python3', ['-c', PTY, String(columns), String(rows), process.execPath, script, ...args], {
    cwd,
    env,
  });
  const typed = [...(options.typed ?? [])];
  let written = '';
  let from = 0;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    written += chunk;
    const [next] = typed;
    const at = next === undefined ? -1 : written.indexOf(next.after, from);
    if (next === undefined || at < 0) return;
    typed.shift();
    from = at + next.after.length;
    child.stdin.write(next.keys);
  });
  // A program that waits for something that is never typed would stay for ever.
  const limit = setTimeout(() => child.kill('SIGKILL'), LONGEST_RUN);
  let trouble = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    trouble += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => clearTimeout(limit));
    child.on('close', (exitCode) => (trouble === '' ? resolve({written, exitCode}) : reject(new Error(trouble))));
  });
}
