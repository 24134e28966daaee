import fc from 'fast-check';
import {expect, test} from 'vitest';
import {layoutPicture} from '../../../src/report/picture/layout.ts';
import type {Box, Scene, Shape, TextShape} from '../../../src/report/picture/scene.ts';
import {textWidth} from '../../../src/report/picture/text-size.ts';
import {samplesWithFaults} from '../arbitraries.ts';
import {samples} from '../samples.ts';

interface Label extends Box {
  readonly text: string;
}

test.each(Object.entries(samples))('no label of %s lies on another or beyond the page', (_, {plan, cluster}) => {
  const scene = layoutPicture(plan, cluster);

  expect(collisions(scene)).toEqual([]);
  expect(strays(scene)).toEqual([]);
});

test('no label of any plan lies on another or beyond the page', () => {
  fc.assert(
    fc.property(samplesWithFaults, fc.boolean(), ({plan, cluster}, withHeading) => {
      const scene = layoutPicture(plan, cluster, withHeading);

      expect(collisions(scene)).toEqual([]);
      expect(strays(scene)).toEqual([]);
    }),
    {numRuns: 300},
  );
});

test('every number of a shape is one that can be drawn, and no part has a negative size', () => {
  fc.assert(
    fc.property(samplesWithFaults, ({plan, cluster}) => {
      const wrong = allShapes(layoutPicture(plan, cluster).shapes).filter((shape) => !canBeDrawn(shape));

      expect(wrong).toEqual([]);
    }),
    {numRuns: 300},
  );
});

test('without its heading the picture says the same from the frame on', () => {
  const {plan, cluster} = samples.crossroads;

  const [whole, headless] = [layoutPicture(plan, cluster), layoutPicture(plan, cluster, false)].map((scene) =>
    labelsOf(scene).map(({text}) => text),
  );

  expect(whole).toEqual([
    'shop-west',
    'Address plan of a Kubernetes cluster: westeurope, new virtual network, 5 subnets',
    'Everything fits.',
    'nodes: <1%',
    '20 of 4,000',
    'pods: 4%',
    '660 of 16,000',
    'addresses: 1%',
    '869 of 65,536',
    ...(headless ?? []),
  ]);
});

/** Pairs of labels that share a part of the page. */
function collisions(scene: Scene): readonly string[] {
  const labels = labelsOf(scene).toSorted((a, b) => a.y - b.y);
  return labels.flatMap((label, index) => {
    const pairs: string[] = [];
    for (const other of labels.slice(index + 1)) {
      if (other.y >= label.y + label.height) break;
      if (other.x < label.x + label.width && label.x < other.x + other.width)
        pairs.push(`${label.text} / ${other.text}`);
    }
    return pairs;
  });
}

function strays({width, height, ...scene}: Scene): readonly string[] {
  const inside = (label: Label) =>
    label.x >= 0 && label.y >= 0 && label.x + label.width <= width && label.y + label.height <= height;
  return labelsOf(scene)
    .filter((label) => !inside(label))
    .map(({text}) => text);
}

function labelsOf({shapes}: Pick<Scene, 'shapes'>): readonly Label[] {
  return allShapes(shapes)
    .filter((shape) => shape.kind === 'text')
    .map(boxOf);
}

/** From the top of the highest letter to the bottom of the lowest, for the usual fonts. */
function boxOf({x, y, text, font, anchor}: TextShape): Label {
  const width = textWidth(text, font);
  const left = {start: x, middle: x - width / 2, end: x - width}[anchor];
  return {text, x: left, y: y - 0.78 * font.size, width, height: 1.02 * font.size};
}

function allShapes(shapes: readonly Shape[]): readonly Exclude<Shape, {kind: 'group'}>[] {
  return shapes.flatMap((shape) => (shape.kind === 'group' ? allShapes(shape.shapes) : [shape]));
}

function canBeDrawn(shape: Exclude<Shape, {kind: 'group'}>): boolean {
  if ('points' in shape) return shape.points.every(({x, y}) => Number.isFinite(x) && Number.isFinite(y));
  const sizes = shape.kind === 'rect' ? [shape.width, shape.height] : [];
  return [shape.x, shape.y, ...sizes].every(Number.isFinite) && sizes.every((size) => size >= 0);
}
