/** A word as a shell reads it, whatever is in it; as it is if a shell reads it so anyway. */
export function quote(word: string): string {
  return /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

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
      ? `--assignee ${quote(id)}`
      : `--assignee-object-id ${quote(id)} --assignee-principal-type ${type}`;
  return `az role assignment create ${who} --role ${quote(role)} --scope ${quote(scope)}`;
}
