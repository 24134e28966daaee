import type {Cluster} from '../cluster/cluster.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import {layoutPicture} from './picture/layout.ts';
import {sceneToSvg} from './picture/scene-svg.ts';

/** The picture of the virtual network as a file of its own. The same plan gives the same bytes. */
export function planAsSvg(plan: AddressPlan, cluster: Cluster): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${sceneToSvg(layoutPicture(plan, cluster))}\n`;
}
