import {DefaultRenderer, Listr, ListrLogger, type ListrTaskWrapper, ProcessOutput} from 'listr2';
import type {ResourceProgress, TimedEvent} from '../operations/deploy-events.ts';
import type {TextOptions} from '../report/table.ts';
import {accountText} from './account-text.ts';
import {durationWords} from './deploy-lines.ts';
import type {DeployView} from './deploy-view.ts';

/** What is known of a branch of the tree. */
interface Branch {
  readonly total: number;
  readonly resources: Map<string, ResourceProgress>;
  readonly done: PromiseWithResolvers<void>;
  task: Task | undefined;
}

type Task = ListrTaskWrapper<unknown, never, never>;

/** A tree is talk, so it is drawn on stderr, whether stdout is a terminal or not. */
class TalkRenderer extends DefaultRenderer {
  static override readonly nonTTY = true;
}

/**
 * A tree of resources that changes in place. Steps before and after it are lines above it; the tree is there only while
 * resources are made, so that questions and errors find a screen that is still.
 */
export function openLiveView(stream: NodeJS.WriteStream, {style}: TextOptions): DeployView {
  let branches = new Map<string, Branch>();
  let tree: Promise<unknown> = Promise.resolve();
  const write = (text: string): void => void stream.write(`${text}\n`);

  const close = async (): Promise<void> => {
    for (const [name, branch] of branches) {
      if (isDone(branch)) branch.done.resolve();
      // The tree shows the words of an error in place of the title.
      else branch.done.reject(new Error(titleOf(name, branch)));
    }
    await tree;
    branches = new Map();
  };
  const open = (event: Extract<TimedEvent, {kind: 'branches'}>): void => {
    branches = new Map(
      event.branches.map(({name, resources}) => [
        name,
        {total: resources, resources: new Map(), done: Promise.withResolvers<void>(), task: undefined},
      ]),
    );
    tree = new Listr(
      [...branches].map(([name, branch]) => ({
        title: titleOf(name, branch),
        task: async (_: unknown, task: unknown) => {
          branch.task = task as Task;
          await branch.done.promise;
        },
      })),
      {
        concurrent: true,
        exitOnError: false,
        // Ctrl-C is for whoever deploys, to say how to go on.
        registerSignalListeners: false,
        renderer: TalkRenderer,
        rendererOptions: {
          logger: new ListrLogger({useIcons: true, toStderr: [], processOutput: new ProcessOutput(stream, stream)}),
        },
      },
    )
      .run()
      .catch(() => undefined);
  };
  const update = ({resource}: Extract<TimedEvent, {kind: 'resource'}>): void => {
    const branch = branches.get(resource.branch);
    if (branch === undefined) return;
    branch.resources.set(resource.id, resource);
    if (branch.task !== undefined) branch.task.title = titleOf(resource.branch, branch);
    if (isDone(branch)) branch.done.resolve();
  };
  const listener = (event: TimedEvent): void => {
    if (event.kind === 'account') write(accountText(event.account).trim());
    else if (event.kind === 'branches') open(event);
    else if (event.kind === 'resource') update(event);
    else if (event.kind === 'notice') write(`${style.yellow('warning:')} ${event.text}`);
    else if (event.kind === 'step' && event.state !== 'started' && event.step !== 'resources')
      write(`${style.green('✓')} ${event.text}`);
  };
  return {
    listener,
    pause: async (act) => {
      await close();
      return act();
    },
    end: close,
  };
}

function isDone({resources, total}: Branch): boolean {
  return [...resources.values()].filter(({state}) => state === 'succeeded').length >= total;
}

/** `pool apps 3/5: minimal-apps-2`. */
function titleOf(name: string, {resources, total}: Branch): string {
  const all = [...resources.values()];
  const done = all.filter(({state}) => state === 'succeeded');
  const failed = all.filter(({state}) => state === 'failed');
  const running = all.filter(({state}) => state === 'running').map((each) => each.name);
  const longest = Math.max(0, ...done.map(({duration = 0}) => duration));
  const time = done.length >= total && longest > 0 ? `, ${durationWords(longest)}` : '';
  const now =
    failed.length > 0
      ? `: ${failed.map((each) => each.name).join(', ')} failed`
      : running.length === 0
        ? ''
        : `: ${running.slice(0, 2).join(', ')}`;
  return `${name} ${done.length}/${total}${time}${now}`;
}
