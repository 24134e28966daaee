import {execFile} from 'node:child_process';
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {HEALTH_SCRIPT} from '../../src/cluster-api/health-script.ts';

/** What a kubectl of a test answers to each of the four questions: what it prints, or what it complains of. */
export interface KubectlAnswers {
  readonly readyz?: Answer;
  /** The table of nodes, without its header. */
  readonly nodes?: Answer;
  /** A `Ready` condition's reason, by the name of the node. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** Lines of name, ready, wanted. */
  readonly addons?: Answer;
}

type Answer = {readonly prints: string} | {readonly complains: string};

/** Runs the health script as a machine would that has such a kubectl. `shell`: the one that runs it. */
export async function runHealthScript(
  folder: string,
  answers: KubectlAnswers,
  {shell = 'sh', bootstrapped = true}: {readonly shell?: string; readonly bootstrapped?: boolean} = {},
): Promise<{readonly stdout: string; readonly stderr: string}> {
  const bin = join(folder, 'bin');
  await mkdir(bin, {recursive: true});
  await mkdir(join(folder, 'tmp'), {recursive: true});
  const admin = join(folder, 'admin.conf');
  if (bootstrapped) await writeFile(admin, '');
  await writeAnswer(folder, 'readyz', answers.readyz ?? {prints: 'ok\n'});
  await writeAnswer(folder, 'nodes', answers.nodes ?? {prints: ''});
  await writeAnswer(folder, 'addons', answers.addons ?? {prints: ''});
  for (const [name, reason] of Object.entries(answers.reasons ?? {}))
    await writeFile(join(folder, `node-${name}`), reason);
  await writeFile(join(bin, 'kubectl'), KUBECTL);
  await chmod(join(bin, 'kubectl'), 0o755);
  const script = join(folder, 'script.sh');
  await writeFile(script, HEALTH_SCRIPT.join('\n').replace('/etc/kubernetes/admin.conf', admin));
  const [program = 'sh', ...args] = shell.split(' ');
  const env = {PATH: `${bin}:${process.env['PATH']}`, TMPDIR: join(folder, 'tmp'), ANSWERS: folder};
  return promisify(execFile)(program, [...args, script], {env});
}

async function writeAnswer(folder: string, name: string, answer: Answer): Promise<void> {
  if ('prints' in answer) await writeFile(join(folder, name), answer.prints);
  else await writeFile(join(folder, `${name}.error`), answer.complains);
}

const KUBECTL = `#!/bin/sh
[ "$1" = --kubeconfig ] && [ -f "$2" ] && [ "$3" = --request-timeout=20s ] && shift 3 || exit 64
answer() {
  if [ -e "$ANSWERS/$1.error" ]; then cat "$ANSWERS/$1.error" >&2; exit 1; fi
  cat "$ANSWERS/$1"
}
case "$1 $2" in
  'get --raw') answer readyz ;;
  'get nodes') answer nodes ;;
  'get node') answer "node-$3" ;;
  'get deployments,daemonsets') answer addons ;;
  *) exit 64 ;;
esac
`;
