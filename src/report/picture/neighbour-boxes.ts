import {arrow, FONTS, textLines} from './draw.ts';
import {FAINT_INK} from './fills.ts';
import type {Box, Placed, Point, Shape} from './scene.ts';
import type {Link, Neighbour} from './surroundings.ts';
import {wrapToWidth} from './text-size.ts';

/** What arrows from neighbours lead to: the edge of the virtual network, and two subnets' bars, if there are such. */
export interface Anchors {
  readonly networkRight: number;
  readonly cardsRight: number;
  readonly controlPlaneY?: number;
  readonly gatewayY?: number;
}

const PADDING = 10;
const LINE_HEIGHT = 15;
const GAP = 14;
/** How far the first box may move down. */
const FARTHEST_DOWN = 100;
/** How far right of the network the upright parts of arrows run, so that those to different subnets stay apart. */
const LANES = {'to-control-plane': 18, 'through-gateway': 36} as const;

/** Boxes below each other at the side of the virtual network, each joined to it by an arrow. */
export function neighbourBoxes(
  neighbours: readonly Neighbour[],
  place: Point & {readonly width: number},
  anchors: Anchors,
): Placed {
  const shapes: Shape[] = [];
  let y = place.y;
  neighbours.forEach((neighbour, index) => {
    if (index === 0) y = beside(neighbour, place, anchors);
    if (neighbour.link === 'through-gateway' && neighbours[index - 1]?.link !== 'through-gateway') {
      y = Math.max(y, (anchors.gatewayY ?? 0) - heightFrom(neighbours.slice(index), place.width) / 2);
    }
    const box = {x: place.x, y, width: place.width, height: boxHeight(neighbour, place.width)};
    shapes.push({kind: 'group', title: neighbour.title, shapes: boxShapes(neighbour, box)});
    shapes.push(...linkShapes(neighbour.link, box, anchors));
    y += box.height + GAP;
  });
  return {shapes, bottom: y - GAP};
}

/** Moves the first box down a little if its arrow to the control plane then becomes a straight one. */
function beside(neighbour: Neighbour, place: Point & {readonly width: number}, anchors: Anchors): number {
  if (neighbour.link !== 'to-control-plane' || anchors.controlPlaneY === undefined) return place.y;
  const y = anchors.controlPlaneY - boxHeight(neighbour, place.width) / 2;
  return y >= place.y && y <= place.y + FARTHEST_DOWN ? y : place.y;
}

function boxShapes(neighbour: Neighbour, box: Box): Shape[] {
  const inner = {x: box.x + PADDING, y: box.y + PADDING + 10};
  const {title, rest} = linesOf(neighbour, box.width);
  return [
    {kind: 'rect', ...box, fill: 'paper', stroke: {color: FAINT_INK, width: 1.2}, radius: 4},
    ...textLines(inner, title, FONTS.strong, LINE_HEIGHT),
    ...textLines({...inner, y: inner.y + title.length * LINE_HEIGHT}, rest, FONTS.small, LINE_HEIGHT),
  ];
}

function linesOf(neighbour: Neighbour, width: number): {title: readonly string[]; rest: readonly string[]} {
  const room = width - 2 * PADDING;
  return {
    title: wrapToWidth(neighbour.title, room, FONTS.strong),
    rest: neighbour.lines.flatMap((line) => wrapToWidth(line, room, FONTS.small)),
  };
}

function boxHeight(neighbour: Neighbour, width: number): number {
  const {title, rest} = linesOf(neighbour, width);
  return 2 * PADDING + (title.length + rest.length) * LINE_HEIGHT - 3;
}

function heightFrom(neighbours: readonly Neighbour[], width: number): number {
  return neighbours.reduce((total, neighbour) => total + boxHeight(neighbour, width) + GAP, -GAP);
}

function linkShapes(link: Link, box: Box, anchors: Anchors): Shape[] {
  const from = {x: box.x, y: box.y + box.height / 2};
  const edge = {x: anchors.networkRight, y: from.y};
  switch (link) {
    case 'from-network':
      return arrow([edge, from], 'end');
    case 'both':
      return arrow([edge, from], 'both');
    case 'to-control-plane':
      if (anchors.controlPlaneY === undefined) return arrow([from, edge], 'end');
      return arrow(elbow(from, LANES[link], anchors, anchors.controlPlaneY), 'end');
    case 'through-gateway':
      if (anchors.gatewayY === undefined) return arrow([from, edge], 'both');
      return arrow(elbow(from, LANES[link], anchors, anchors.gatewayY), 'both');
  }
}

/** Left from the box, up or down in a lane beside the network, left again to the subnet's card. */
function elbow(from: Point, lane: number, {networkRight, cardsRight}: Anchors, y: number): Point[] {
  const x = networkRight + lane;
  return [from, {x, y: from.y}, {x, y}, {x: cardsRight, y}];
}
