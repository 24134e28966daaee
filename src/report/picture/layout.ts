import type {Cluster} from '../../cluster/cluster.ts';
import type {AddressPlan, SubnetPlan} from '../../network/address-plan.ts';
import {virtualNetworkWords} from '../plan-facts.ts';
import {printable} from '../plan-words.ts';
import {
  bandShapes,
  type Columns,
  LEAST_SECTION_HEIGHT,
  type PlacedSection,
  type PlacedWindow,
} from './address-bands.ts';
import {FONTS, textAt} from './draw.ts';
import {FAINT_INK, type FillMeaning, INK} from './fills.ts';
import {heading} from './heading.ts';
import {legend} from './legend.ts';
import {type Anchors, neighbourBoxes} from './neighbour-boxes.ts';
import type {Placed, Scene, Shape} from './scene.ts';
import {type Section, sectionsOf, type Window} from './sections.ts';
import {servicesStrip} from './services-strip.ts';
import {barOf} from './subnet-bar.ts';
import {pictureWording, type SubnetView} from './subnet-notes.ts';
import {barMiddle, subnetRow} from './subnet-row.ts';
import {neighboursOf} from './surroundings.ts';

const PAGE_WIDTH = 1480;
const MARGIN = 32;
const CONTENT = {x: MARGIN, width: PAGE_WIDTH - 2 * MARGIN};
const FRAME = {left: MARGIN, right: 1136, padding: 16, top: 44};
const COLUMNS: Columns = {
  labelsRight: 178,
  labelsWidth: 130,
  space: {left: 186, right: 230},
  window: {left: 280, right: 412},
  cardsLeft: 456,
};
const CARDS = {x: COLUMNS.cardsLeft, width: FRAME.right - FRAME.padding - COLUMNS.cardsLeft};
const NEIGHBOURS = {x: 1198, width: PAGE_WIDTH - MARGIN - 1198};
const ROW_GAP = 10;
const SECTION_GAP = 18;

/**
 * The whole picture: at the left the address space, its parts in use magnified, and what fills each subnet, all to scale
 * and joined by beams; at the right what is around the virtual network. A page that has a heading of its own can do
 * without the picture's.
 */
export function layoutPicture(plan: AddressPlan, cluster: Cluster, withHeading = true): Scene {
  const head = withHeading ? heading(plan, cluster, {...CONTENT, y: MARGIN}) : {shapes: [], bottom: 0};
  const frameTop = head.bottom + 14;
  const views = viewsOf(plan, cluster);
  const body = placeSections(sectionsOf(plan), views, frameTop + FRAME.top);
  const around = neighbourBoxes(
    neighboursOf(plan, cluster),
    {...NEIGHBOURS, y: frameTop},
    anchorsOf(plan, body.sections),
  );
  const frameBottom = Math.max(body.bottom + FRAME.padding, around.bottom);
  const unused = plan.virtualNetwork.kind === 'existing' ? 'not planned' : 'free';
  const services = servicesStrip(plan, {x: FRAME.left, y: frameBottom + 12, width: FRAME.right - FRAME.left});
  const foot = legend(meaningsOf([...views.values()]), {...CONTENT, y: services.bottom + 18});
  return {
    width: PAGE_WIDTH,
    height: foot.bottom + MARGIN,
    title: `Address plan of ${printable(plan.cluster)}`,
    description: descriptionOf(plan, cluster),
    shapes: [
      ...head.shapes,
      ...frameShapes(cluster, frameTop, frameBottom),
      ...body.sections.flatMap((section) => bandShapes(section, COLUMNS, unused)),
      ...body.shapes,
      ...around.shapes,
      ...services.shapes,
      ...foot.shapes,
    ],
  };
}

function frameShapes(cluster: Cluster, top: number, bottom: number): Shape[] {
  const {left, right} = FRAME;
  const box = {x: left, y: top, width: right - left, height: bottom - top};
  const y = top + 22;
  const look = {color: FAINT_INK};
  return [
    {kind: 'rect', ...box, fill: 'none', stroke: {color: INK, width: 2}, radius: 6},
    textAt({x: left + FRAME.padding, y}, 'address space', FONTS.small, look),
    textAt({x: COLUMNS.window.left, y}, 'in use, magnified', FONTS.small, look),
    textAt({x: CARDS.x, y}, 'what fills each subnet', FONTS.small, look),
    textAt({x: right - FRAME.padding, y}, virtualNetworkWords(cluster, pictureWording), FONTS.strong, {
      anchor: 'end',
      maxWidth: 420,
    }),
  ];
}

interface Body extends Placed {
  readonly sections: readonly PlacedSection[];
}

function placeSections(sections: readonly Section[], views: ReadonlyMap<SubnetPlan, SubnetView>, top: number): Body {
  const shapes: Shape[] = [];
  let y = top;
  const placed = sections.map((section): PlacedSection => {
    const start = y;
    const windows = section.windows.map((window) => {
      const result = placeWindow(window, views, y);
      shapes.push(...result.shapes);
      y = result.bottom + ROW_GAP;
      return result.window;
    });
    const bottom = Math.max(y - ROW_GAP, start + LEAST_SECTION_HEIGHT);
    y = bottom + SECTION_GAP;
    return {place: section.place, windows, top: start, bottom};
  });
  return {shapes, sections: placed, bottom: y - SECTION_GAP};
}

function placeWindow(window: Window, views: ReadonlyMap<SubnetPlan, SubnetView>, top: number) {
  const shapes: Shape[] = [];
  let y = top;
  const rows = window.subnets.map((subnet) => {
    const start = y;
    const row = subnetRow(views.get(subnet) ?? {plan: subnet, staticAddresses: []}, {...CARDS, y});
    shapes.push(...row.shapes);
    y = row.bottom + ROW_GAP;
    return {subnet, top: start, bottom: row.bottom};
  });
  const bottom = y - ROW_GAP;
  const range = window.range === undefined ? {} : {range: window.range};
  const placed: PlacedWindow = {...range, rows, top, bottom};
  return {window: placed, shapes, bottom};
}

function viewsOf(plan: AddressPlan, cluster: Cluster): ReadonlyMap<SubnetPlan, SubnetView> {
  const {loadBalancer, nodes} = plan.controlPlane;
  const addresses = loadBalancer === undefined ? [] : [loadBalancer, ...nodes];
  const home = plan.subnets.find(({name}) => name === plan.controlPlane.subnet);
  return new Map(
    plan.subnets.map((subnet) => {
      const declared = cluster.network.subnets.find(({name}) => name === subnet.name);
      const staticAddresses = subnet === home ? addresses : [];
      return [subnet, {plan: subnet, staticAddresses, ...(declared === undefined ? {} : {declared})}];
    }),
  );
}

function anchorsOf(plan: AddressPlan, sections: readonly PlacedSection[]): Anchors {
  const rows = sections.flatMap(({windows}) => windows.flatMap((window) => window.rows));
  const yOf = (test: (subnet: SubnetPlan) => boolean) => {
    const row = rows.find(({subnet}) => test(subnet));
    return row === undefined ? undefined : barMiddle(row.top);
  };
  const controlPlaneY = yOf(({name}) => name === plan.controlPlane.subnet);
  const gatewayY = yOf(({demands}) => demands.some(({kind}) => kind === 'gateway'));
  return {
    networkRight: FRAME.right,
    cardsRight: CARDS.x + CARDS.width,
    ...(controlPlaneY === undefined ? {} : {controlPlaneY}),
    ...(gatewayY === undefined ? {} : {gatewayY}),
  };
}

function meaningsOf(views: readonly SubnetView[]): ReadonlySet<FillMeaning> {
  return new Set(views.flatMap((view) => barOf(view.plan, view.staticAddresses).segments.map(({meaning}) => meaning)));
}

function descriptionOf(plan: AddressPlan, cluster: Cluster): string {
  const subnets = plan.subnets.map(({name}) => printable(name)).join(', ');
  const network = virtualNetworkWords(cluster, pictureWording);
  return `The address space of a ${network}, its subnets (${subnets}) and what fills them, drawn to scale, and the networks around it.`;
}
