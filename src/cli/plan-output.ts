import {EXIT} from '../exit-codes.ts';
import type {PlanAnswer, PlanOutcome} from '../operations/plan.ts';
import type {TextOptions} from '../report/table.ts';
import {UserError} from '../user-error.ts';
import type {Shown} from './base-command.ts';
import type {PlanFormat} from './flags.ts';
import {issueDocuments, validationDocument} from './issue-json.ts';
import {issuesAsText, placeText} from './issue-text.ts';

/** Says no before anything is computed: to two questions at once, and to drawings where nobody could see them. */
export function assertAnswerable(
  format: PlanFormat,
  question: {readonly what: readonly string[]; readonly fit?: string | undefined},
  isTerminal: boolean,
): void {
  const refuse = (message: string, suggestion: string): never => {
    throw new UserError(message, {code: 'USAGE', exitCode: EXIT.usage, suggestions: [suggestion]});
  };
  if (question.what.length > 0 && question.fit !== undefined) {
    refuse('--what and --fit are two questions', 'ask one; --set changes the definition for --fit');
  }
  if (format !== 'svg' && format !== 'html') return;
  if (question.what.length > 0) refuse(`--what has no ${format}`, 'use text, json, yaml or markdown');
  if (question.fit !== undefined) refuse(`--fit has no ${format}`, 'use text, json, yaml or markdown');
  if (isTerminal)
    refuse(`${format} is not for terminals`, `write it to a file: vnetk8s plan --output ${format} > plan.${format}`);
}

/** The answer in the format that was asked for, and what is wrong. */
export async function showOutcome(
  outcome: PlanOutcome,
  format: PlanFormat,
  options: {readonly stdout: TextOptions; readonly stderr: TextOptions},
): Promise<Shown> {
  if (format === 'json') return {data: '', talk: '', document: await outcomeDocument(outcome)};
  const talk = issuesAsText(outcome.issues, outcome.name, options.stderr);
  const data = await answerAs(format, outcome, options.stdout);
  return {data, talk: data !== '' && talk !== '' ? `\n${talk}` : talk};
}

/** Modules are loaded as they are needed: most runs print a table. */
async function answerAs(
  format: Exclude<PlanFormat, 'json'>,
  outcome: PlanOutcome,
  options: TextOptions,
): Promise<string> {
  const {answer} = outcome;
  if (answer === undefined) return '';
  if (format === 'yaml') {
    const {toYaml} = await import('../report/plan-json.ts');
    return toYaml(await outcomeDocument(outcome));
  }
  if (answer.kind === 'plan') return planAs(format, answer, outcome, options);
  return answer.kind === 'comparison' ? comparisonAs(format, answer, options) : fitAs(format, answer, options);
}

/** The answer for machines, with the issues; if there is no answer, the verdict alone. */
async function outcomeDocument({answer, issues, name}: PlanOutcome): Promise<object> {
  if (answer === undefined) return validationDocument(issues, {name, valid: false});
  return {...(await answerDocument(answer)), issues: issueDocuments(issues)};
}

async function answerDocument(answer: PlanAnswer): Promise<object> {
  switch (answer.kind) {
    case 'plan':
      return (await import('../report/plan-document.ts')).planDocument(answer.plan);
    case 'comparison': {
      const {comparisonDocument} = await import('../report/comparison-document.ts');
      return comparisonDocument(answer.comparison, answer.settings);
    }
    case 'fit':
      return (await import('../report/fit-document.ts')).fitDocument(answer.report);
  }
}

async function planAs(
  format: Exclude<PlanFormat, 'json' | 'yaml'>,
  {plan, cluster}: Extract<PlanAnswer, {kind: 'plan'}>,
  {issues}: PlanOutcome,
  options: TextOptions,
): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('../report/plan-text.ts')).planAsText(plan, cluster, options);
    case 'markdown':
      return (await import('../report/plan-markdown.ts')).planAsMarkdown(plan, cluster);
    case 'svg':
      return (await import('../report/plan-svg.ts')).planAsSvg(plan, cluster);
    case 'html': {
      const {planAsHtml} = await import('../report/plan-html.ts');
      const lines = issues.map(
        ({severity, path, message, location}) => `${placeText(location)}: ${severity}: ${path}: ${message}`,
      );
      return planAsHtml(plan, cluster, lines);
    }
  }
}

async function comparisonAs(
  format: Exclude<PlanFormat, 'json' | 'yaml'>,
  {comparison, settings}: Extract<PlanAnswer, {kind: 'comparison'}>,
  options: TextOptions,
): Promise<string> {
  if (format === 'markdown') {
    return (await import('../report/comparison-markdown.ts')).comparisonAsMarkdown(comparison, settings);
  }
  return (await import('../report/comparison-text.ts')).comparisonAsText(comparison, settings, options);
}

async function fitAs(
  format: Exclude<PlanFormat, 'json' | 'yaml'>,
  {report}: Extract<PlanAnswer, {kind: 'fit'}>,
  options: TextOptions,
): Promise<string> {
  if (format === 'markdown') return (await import('../report/fit-markdown.ts')).fitAsMarkdown(report);
  return (await import('../report/fit-text.ts')).fitAsText(report, options);
}
