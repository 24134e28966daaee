import {formatAddress} from '../../ipv4/address.ts';
import {formatPrefix} from '../../ipv4/prefix.ts';
import type {AddressPlan} from '../../network/address-plan.ts';
import {FONTS, textAt} from './draw.ts';
import {FAINT_INK} from './fills.ts';
import type {Placed, Point} from './scene.ts';
import {textWidth} from './text-size.ts';

const HEIGHT = 32;
const PADDING = 16;

/** The range of Services, outside of the virtual network's frame and dashed, because no machine has its addresses. */
export function servicesStrip({services}: AddressPlan, place: Point & {readonly width: number}): Placed {
  const title = `Services ${formatPrefix(services.cidr)}`;
  const addresses = `DNS ${formatAddress(services.dns)}, API server ${formatAddress(services.apiServer)}`;
  const y = place.y + HEIGHT / 2 + 4;
  const textX = place.x + PADDING + textWidth(title, FONTS.strong) + PADDING;
  const shapes = [
    {
      kind: 'rect',
      ...place,
      height: HEIGHT,
      fill: 'paper',
      stroke: {color: FAINT_INK, width: 1.2, dashed: true},
      radius: 4,
    },
    textAt({x: place.x + PADDING, y}, title, FONTS.strong),
    textAt({x: textX, y}, `only inside the cluster, in no subnet: ${addresses}`, FONTS.small),
  ] as const;
  return {shapes: [{kind: 'group', title, shapes}], bottom: place.y + HEIGHT};
}
