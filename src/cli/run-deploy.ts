import {EXIT} from '../exit-codes.ts';
import type {AskSecret} from '../operations/asked-values.ts';
import type {AzureOptions} from '../operations/azure-connection.ts';
import type {DeployOptions} from '../operations/deploy.ts';
import {deploy} from '../operations/deploy.ts';
import {DeployProgress} from '../operations/deploy-interrupted.ts';
import type {TextOptions} from '../report/table.ts';
import {askSecret, UnansweredQuestion} from './ask-person.ts';
import {confirmDeploy} from './confirm-deploy.ts';
import {deployDocument} from './deploy-document.ts';
import {deployEndText, exitCodeOfEnd} from './deploy-text.ts';
import {type DeployView, openDeployView} from './deploy-view.ts';
import {readDuration} from './duration.ts';
import {issuesAsText} from './issue-text.ts';
import {mayAsk} from './may-ask.ts';

/** What the command was told. */
export interface DeployRun {
  readonly source: Omit<DeployOptions['generate'], 'version' | 'now' | 'random'>;
  readonly sources: Pick<DeployOptions['generate'], 'version' | 'now' | 'random'>;
  readonly azure: AzureOptions;
  readonly flags: {
    readonly yes: boolean;
    readonly 'no-input': boolean;
    readonly wait: boolean;
    readonly timeout: string;
    readonly parameters?: string | undefined;
  };
  readonly json: boolean;
  readonly text: {readonly stdout: TextOptions; readonly stderr: TextOptions};
}

/**
 * Deploys, shows how it goes, and what came of it. On Ctrl-C nothing is undone: Azure goes on with what it has, and the
 * text says how to follow it again. Gives the last event's document with `json`.
 */
export async function runDeploy(run: DeployRun): Promise<object | undefined> {
  const {flags, json, text, azure} = run;
  const timeout = readDuration(flags.timeout, '--timeout');
  const view = await openDeployView(viewKind(json), {stdout: process.stdout, stderr: process.stderr}, text.stderr);
  const progress = new DeployProgress();
  const aim = {...run, parameters: flags.parameters};
  // Whoever asks a second time ends the process at once, and finds a terminal that is in order.
  const interrupt = heedInterrupts(() => void view.end());
  try {
    const outcome = await deploy({
      generate: {...run.source, ...run.sources},
      azure,
      parameters: flags.parameters,
      confirm: (question) => view.pause(() => confirmDeploy(question, {...flags, json, text: text.stderr})),
      askSecret: secretAsker(run, view),
      wait: flags.wait,
      timeout,
      listener: progress.hearing(view.listener),
      signal: interrupt.signal,
    });
    await view.end();
    process.exitCode = exitCodeOfEnd(outcome.end);
    if (json) return deployDocument(outcome);
    process.stderr.write(issuesAsText(outcome.issues, outcome.name, text.stderr));
    const {data, talk} = deployEndText(outcome, aim);
    process.stdout.write(data);
    process.stderr.write(talk);
    return undefined;
  } catch (error) {
    await view.end();
    const isInterrupted = interrupt.signal.aborted || error instanceof UnansweredQuestion;
    throw isInterrupted ? progress.interruption(aim, interrupt.exitCode()) : error;
  } finally {
    interrupt.close();
  }
}

/** Whether somebody has asked to stop, and how the process ends then. */
interface Interrupts {
  readonly signal: AbortSignal;
  readonly exitCode: () => number;
  readonly close: () => void;
}

/** Heeds Ctrl-C and SIGTERM, once; `onInterrupt`: told of it. */
function heedInterrupts(onInterrupt: () => void): Interrupts {
  const abort = new AbortController();
  let exitCode: number = EXIT.interrupted;
  const stop = (signal: NodeJS.Signals): void => {
    abort.abort(new Interruption());
    exitCode = signal === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted;
    onInterrupt();
    // What cannot be stopped, such as `az` that waits for somebody, does not keep the process.
    setTimeout(() => process.exit(exitCode), GRACE).unref();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return {
    signal: abort.signal,
    exitCode: () => exitCode,
    close: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}

/** Who is asked for a pre-shared key: somebody at a terminal, who has not said beforehand that all questions are answered. */
function secretAsker({flags, json}: DeployRun, view: DeployView): AskSecret | undefined {
  if (json || flags.yes || !mayAsk(flags['no-input'])) return undefined;
  return (what) => view.pause(() => askSecret(`${what}:`));
}

/** ms in which a run that was interrupted comes to its end. */
const GRACE = 5_000;

/** Why a run was stopped. */
class Interruption extends Error {
  override readonly name = 'Interruption';
}

function viewKind(json: boolean): 'live' | 'lines' | 'json' {
  if (json) return 'json';
  const {isTTY} = process.stderr;
  return isTTY && process.env['TERM'] !== 'dumb' && process.env['CI'] === undefined ? 'live' : 'lines';
}
