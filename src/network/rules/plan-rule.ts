import type {Cluster} from '../../cluster/cluster.ts';
import type {Issue} from '../../definition/issue.ts';
import type {AddressPlan} from '../address-plan.ts';

/** Finds every fault of one kind that only the address plan shows. */
export type PlanRule = (cluster: Cluster, plan: AddressPlan) => readonly Issue[];
