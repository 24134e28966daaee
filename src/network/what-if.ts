import type {AddressPlan, PlanTotals, SubnetPlan} from './address-plan.ts';

/** Two plans of a cluster side by side: as it is, and as it would be. */
export interface PlanComparison {
  /** Subnets of the plan after, in its order; then those that it no longer has. */
  readonly subnets: readonly SubnetChange[];
  readonly totals: {readonly before: PlanTotals; readonly after: PlanTotals};
}

/** What becomes of a subnet. */
export type SubnetChange =
  | {readonly kind: 'added'; readonly name: string; readonly after: SubnetPlan}
  | {readonly kind: 'removed'; readonly name: string; readonly before: SubnetPlan}
  | KeptSubnet;

/** A subnet of this name is in both plans. */
export interface KeptSubnet {
  readonly kind: 'kept';
  readonly name: string;
  readonly before: SubnetPlan;
  readonly after: SubnetPlan;
  /** Its range begins at another address. False if either plan has no range for it. */
  readonly moved: boolean;
  /** Its range has another size. False if either plan has no range for it. */
  readonly resized: boolean;
}

/** What is different between two plans. Subnets are the same if they have the same name. */
export function comparePlans(before: AddressPlan, after: AddressPlan): PlanComparison {
  const olds = before.subnets.map((subnet, index) => ({subnet, key: keyOf(before, index)}));
  const news = after.subnets.map((subnet, index) => ({subnet, key: keyOf(after, index)}));
  const oldOf = new Map(olds.map(({subnet, key}) => [key, subnet]));
  const newKeys = new Set(news.map(({key}) => key));
  const removed = olds.filter(({key}) => !newKeys.has(key));
  return {
    subnets: [
      ...news.map(({subnet, key}) => changeOf(oldOf.get(key), subnet)),
      ...removed.map(({subnet}): SubnetChange => ({kind: 'removed', name: subnet.name, before: subnet})),
    ],
    totals: {before: before.totals, after: after.totals},
  };
}

/** The name, and how many before it have the same: a fault, but one that must not lose a subnet. */
function keyOf({subnets}: AddressPlan, index: number): string {
  const name = subnets[index]?.name ?? '';
  return `${subnets.slice(0, index).filter((subnet) => subnet.name === name).length} ${name}`;
}

function changeOf(before: SubnetPlan | undefined, after: SubnetPlan): SubnetChange {
  const {name} = after;
  if (before === undefined) return {kind: 'added', name, after};
  const ranges =
    before.cidr !== undefined && after.cidr !== undefined ? {old: before.cidr, new: after.cidr} : undefined;
  return {
    kind: 'kept',
    name,
    before,
    after,
    moved: ranges !== undefined && ranges.old.address !== ranges.new.address,
    resized: ranges !== undefined && ranges.old.length !== ranges.new.length,
  };
}
