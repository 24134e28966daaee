import type {CatalogEntry} from '../definition/catalog/catalog-entry.ts';
import {oneOf, suggest} from '../definition/suggest.ts';
import {EXIT, EXIT_CODES} from '../exit-codes.ts';
import type {BootstrapFailure} from '../node/bootstrap-steps.ts';
import {UserError} from '../user-error.ts';
import {childFields, type DefinitionField, definitionFields} from './definition-fields.ts';

/** What can be explained. */
export type Explanation =
  | {readonly kind: 'overview'; readonly fields: readonly DefinitionField[]}
  | {readonly kind: 'field'; readonly field: DefinitionField; readonly fields: readonly DefinitionField[]}
  | {readonly kind: 'code'; readonly entry: CatalogEntry}
  | {readonly kind: 'codes'; readonly entries: readonly CatalogEntry[]}
  | {readonly kind: 'exit-codes'; readonly exitCodes: typeof EXIT_CODES}
  | {readonly kind: 'bootstrap-failure'; readonly failure: BootstrapFailure}
  | {readonly kind: 'bootstrap'; readonly failures: readonly BootstrapFailure[]};

/**
 * Explains a field of the definition (`network.egress`, `nodePools[0].count`, or its last word if only one has it), a
 * code (`VK3001`), `codes`, an exit code of vnetk8s (`4`), `exit-codes`, one of a machine's bootstrap (`64`), `bootstrap`;
 * without a topic, lists what there is. Throws UserError if it is none of them.
 */
export async function explain(topic: string | undefined): Promise<Explanation> {
  const fields = definitionFields();
  if (topic === undefined) return {kind: 'overview', fields: fields.filter(({path}) => !path.includes('.'))};
  if (topic === 'exit-codes') return {kind: 'exit-codes', exitCodes: EXIT_CODES};
  const exitCode = EXIT_CODES.find(({code}) => code === (topic === '143' ? '130' : topic));
  if (exitCode !== undefined) return {kind: 'exit-codes', exitCodes: [exitCode]};
  if (topic === 'bootstrap' || /^\d\d$/.test(topic)) return explainBootstrap(topic);
  if (topic === 'codes' || /^(vk)?\d+$/i.test(topic)) return explainCodes(topic);

  const field = findField(topic, fields);
  return {kind: 'field', field, fields: childFields(field)};
}

async function explainCodes(topic: string): Promise<Explanation> {
  const {catalog} = await import('../definition/catalog/catalog.ts');
  if (topic === 'codes') return {kind: 'codes', entries: catalog};
  const code = `VK${topic.replace(/\D/g, '')}`;
  const entry = catalog.find((candidate) => candidate.code === code);
  if (entry !== undefined) return {kind: 'code', entry};
  throw notFound(`there is no code ${code}`, ['all codes: vnetk8s explain codes']);
}

/** Two digits: the codes of issues have four. */
async function explainBootstrap(topic: string): Promise<Explanation> {
  const {BOOTSTRAP_FAILURES} = await import('../node/bootstrap-steps.ts');
  if (topic === 'bootstrap') return {kind: 'bootstrap', failures: BOOTSTRAP_FAILURES};
  const failure = BOOTSTRAP_FAILURES.find(({code}) => String(code) === topic);
  if (failure !== undefined) return {kind: 'bootstrap-failure', failure};
  throw notFound(`the bootstrap has no exit code ${topic}`, ['all of them: vnetk8s explain bootstrap']);
}

function findField(topic: string, fields: readonly DefinitionField[]): DefinitionField {
  const wanted = plainPath(topic);
  const exact = fields.find(({path}) => plainPath(path) === wanted);
  if (exact !== undefined) return exact;

  const endings = fields.filter(({path}) => plainPath(path).endsWith(`.${wanted}`));
  const [only] = endings;
  if (only !== undefined && endings.length === 1) return only;
  if (endings.length > 0) {
    throw notFound(`several fields are called ${topic}`, [`ask for one: ${oneOf(endings.map(({path}) => path))}`]);
  }
  const meant =
    suggest(topic, [...fields.map(({path}) => path), 'codes', 'exit-codes', 'bootstrap']) ??
    suggestPart(wanted, fields);
  const suggestions = meant === undefined ? [] : [`did you mean ${meant}?`];
  throw notFound(`there is no field, code or topic ${topic}`, [...suggestions, 'all topics: vnetk8s explain']);
}

/** For a path whose beginning is right, the field below it that is nearest to the rest; else the nearest last word. */
function suggestPart(wanted: string, fields: readonly DefinitionField[]): string | undefined {
  const parts = wanted.split('.');
  const last = parts.at(-1) ?? '';
  const parent = parts.slice(0, -1).join('.');
  const siblings = fields.filter(({path}) => plainPath(path).split('.').slice(0, -1).join('.') === parent);
  return nearestOf(last, siblings) ?? nearestOf(last, fields);
}

function nearestOf(word: string, fields: readonly DefinitionField[]): string | undefined {
  const name = suggest(word, fields.map(lastWord));
  return name === undefined ? undefined : fields.find((field) => lastWord(field) === name)?.path;
}

function lastWord({path}: DefinitionField): string {
  return path.split('.').at(-1) ?? '';
}

/** Without indices, in lower case. */
function plainPath(path: string): string {
  return path.replaceAll(/\[[^\]]*\]/g, '').toLowerCase();
}

function notFound(message: string, suggestions: readonly string[]): UserError {
  return new UserError(message, {code: 'TOPIC_NOT_FOUND', exitCode: EXIT.notFound, suggestions});
}
