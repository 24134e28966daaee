import type {KubeconfigOutcome} from '../operations/kubeconfig.ts';
import type {TextOptions} from '../report/table.ts';
import {shellWord} from '../shell-word.ts';
import type {Shown} from './base-command.ts';

/** What became of a kubeconfig, and how to use it. */
export function showKubeconfig(outcome: KubeconfigOutcome, {style}: TextOptions): Shown {
  const {cluster} = outcome;
  if (outcome.kind === 'printed') {
    return {data: outcome.text, talk: '', document: {cluster, kubeconfig: outcome.text}};
  }
  const {path, isDefault, merged, backup} = outcome;
  const {changed, context, current, replaced} = merged;
  const kubectl = isDefault ? 'kubectl' : `kubectl --kubeconfig ${shellWord(path)}`;
  const lines = [
    changed ? `context ${style.bold(context)} is in ${path}` : `context ${style.bold(context)} was in ${path} already`,
    ...(replaced.length === 0 ? [] : [`replaced: ${replaced.join(', ')}`]),
    ...(backup === undefined ? [] : [`what was there before: ${backup}`]),
    ...currentLines(merged, kubectl),
    '',
    `  ${kubectl}${current === context ? '' : ` --context ${shellWord(context)}`} get nodes`,
    '',
  ];
  return {
    data: '',
    talk: lines.join('\n'),
    document: {
      cluster,
      path,
      changed,
      context,
      currentContext: current,
      replaced,
      ...(backup === undefined ? {} : {backup}),
    },
  };
}

function currentLines(
  {before, current, context}: Extract<KubeconfigOutcome, {kind: 'merged'}>['merged'],
  kubectl: string,
): readonly string[] {
  if (current === context) return before === context ? [] : ['it is the current context now'];
  return [`the current context is still ${current}; to change it: ${kubectl} config use-context ${shellWord(context)}`];
}
