import type {IssueCode} from '../definition/issue.ts';

/** What findings are about, in the order in which they are told. */
export const TOPICS = ['account', 'permissions', 'region and sizes', 'quotas', 'network', 'names', 'changes'] as const;

/** What a finding is about. */
export type Topic = (typeof TOPICS)[number];

const OF_CODES: Readonly<Record<string, Topic>> = {
  VK6001: 'account',
  VK6002: 'account',
  VK6003: 'permissions',
  VK6004: 'account',
  VK6005: 'account',
  VK6006: 'region and sizes',
  VK6007: 'quotas',
  VK6008: 'quotas',
  VK6021: 'permissions',
  VK6022: 'names',
  VK6026: 'names',
  VK6028: 'region and sizes',
  VK6029: 'changes',
};

/** The topic of a finding, by its code: most are about the network. */
export function topicOf(code: IssueCode): Topic {
  return OF_CODES[code] ?? 'network';
}
