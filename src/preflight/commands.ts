import {shellWord} from '../shell-word.ts';

/** Who gets a role: an object id is taken as one, which needs no right to read the directory. */
export interface Assignee {
  readonly id: string;
  /** Undefined: whatever the directory says. */
  readonly type?: 'ServicePrincipal';
}

/** The command that gives somebody a role. */
export function assignCommand(role: string, scope: string, {id, type}: Assignee): string {
  const who =
    type === undefined
      ? `--assignee ${shellWord(id)}`
      : `--assignee-object-id ${shellWord(id)} --assignee-principal-type ${type}`;
  return `az role assignment create ${who} --role ${shellWord(role)} --scope ${shellWord(scope)}`;
}
