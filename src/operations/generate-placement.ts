import type {DirectoryView} from '../artifacts/output-directory.ts';
import {formatPrefix, type Prefix, parsePrefix} from '../ipv4/prefix.ts';
import type {AddressPlan} from '../network/address-plan.ts';

/** The file of the address plan, in which a later run finds where subnets are. */
export const PLAN_FILE = 'plan.json';

/** What an earlier run left: its plan as it was read, and the ranges in it. */
export interface EarlierPlan {
  /** Absent: there was none. */
  readonly text?: string;
  readonly placed: ReadonlyMap<string, Prefix>;
}

/** Reads the plan of an earlier run. One that cannot be read places nothing. */
export async function readEarlierPlan(view: Pick<DirectoryView, 'read'>): Promise<EarlierPlan> {
  const text = (await view.read(PLAN_FILE))?.toString();
  return text === undefined ? {placed: new Map()} : {text, placed: readRanges(text)};
}

/** Subnets that could not stay where they were, in words: a deployment moves no subnet that has machines in it. */
export function findMoves(placed: ReadonlyMap<string, Prefix>, plan: AddressPlan): readonly string[] {
  return plan.subnets.flatMap(({name, cidr}) => {
    const before = placed.get(name);
    if (before === undefined || cidr === undefined || formatPrefix(before) === formatPrefix(cidr)) return [];
    const way = `${formatPrefix(before)} to ${formatPrefix(cidr)}`;
    return [`subnet "${name}" moves from ${way}: Azure refuses that as long as anything is in it`];
  });
}

function readRanges(text: string): ReadonlyMap<string, Prefix> {
  const {subnets} = parseDocument(text);
  if (!Array.isArray(subnets)) return new Map();
  return new Map(
    subnets.flatMap((subnet: unknown) => {
      const {name, cidr} = isRecord(subnet) ? subnet : {};
      const prefix = typeof cidr === 'string' ? parsePrefix(cidr) : undefined;
      return typeof name === 'string' && prefix !== undefined ? [[name, prefix] as const] : [];
    }),
  );
}

function parseDocument(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
