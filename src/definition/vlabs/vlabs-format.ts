import type {Issue, Path} from '../issue.ts';
import type {ForeignFormat} from '../read-definition.ts';
import {type ImportEntry, importVlabs, isVlabs, originOf} from './import-vlabs.ts';
import {find} from './source.ts';

/** Definitions of acs-engine and aks-engine, read wherever a cluster definition is. */
export const vlabsFormat: ForeignFormat = {
  recognizes: isVlabs,
  convert: (value) => {
    const result = importVlabs(value);
    return {
      definition: result.definition,
      issues: result.report.flatMap((entry) => issueOf(entry, value)),
      translate: (path: Path) => originOf(result, path),
    };
  },
};

/** What needs attention; of what is not filled in yet, the validation of v1 speaks itself. */
function issueOf({outcome, code, incomplete, from, message, hint}: ImportEntry, source: unknown): Issue[] {
  if (code === undefined || incomplete === true) return [];
  const value = find(source, from)?.value;
  // A whole list or mapping underlined would say nothing.
  const atKey = code === 'VK5001' || code === 'VK5003' || typeof value === 'object';
  return [
    {
      code,
      severity: outcome === 'error' ? 'error' : 'warning',
      path: from,
      message,
      ...(atKey ? {at: 'key'} : {}),
      ...(hint === undefined ? {} : {hint}),
    },
  ];
}
