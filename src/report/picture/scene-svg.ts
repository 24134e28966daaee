import {FILLS, type FillName} from './fills.ts';
import type {PolygonShape, RectShape, Scene, Shape, Stroke, TextShape} from './scene.ts';
import type {Font} from './text-size.ts';

const FAMILIES: Readonly<Record<Font['family'], string>> = {
  sans: "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif",
  mono: "Menlo, 'DejaVu Sans Mono', 'Liberation Mono', Consolas, monospace",
};
const PATTERN_ID = 'vnetk8s-';
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A picture as an SVG element without script, style sheet or anything from outside, to be put into a file or a page. */
export function sceneToSvg(scene: Scene): string {
  const {width, height} = scene;
  const box = `viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${box} role="img" aria-labelledby="vnetk8s-title vnetk8s-desc" ${attributes({'font-family': FAMILIES.sans})}>`,
    `<title id="vnetk8s-title">${escapeXml(scene.title)}</title>`,
    `<desc id="vnetk8s-desc">${escapeXml(scene.description)}</desc>`,
    '<defs>',
    ...Object.entries(FILLS).flatMap(([name, fill]) => patternSvg(name, fill)),
    '</defs>',
    `<rect width="${round(width)}" height="${round(height)}" fill="#ffffff"/>`,
    ...scene.shapes.flatMap(shapeToSvg),
    '</svg>',
  ].join('\n');
}

function patternSvg(name: string, {ground, pattern}: (typeof FILLS)[FillName]): string[] {
  if (pattern === undefined) return [];
  const {size, path, color, width} = pattern;
  const tile = `<rect width="${size}" height="${size}" fill="${ground}"/>`;
  const lines = `<path d="${path}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round"/>`;
  return [
    `<pattern id="${PATTERN_ID}${name}" width="${size}" height="${size}" patternUnits="userSpaceOnUse">${tile}${lines}</pattern>`,
  ];
}

function shapeToSvg(shape: Shape): string[] {
  switch (shape.kind) {
    case 'rect':
      return [`<rect ${rectAttributes(shape)}/>`];
    case 'polygon':
      return [`<polygon ${attributes({points: pointList(shape), ...paint(shape)})}/>`];
    case 'line':
      return [`<polyline ${attributes({points: pointList(shape), fill: 'none', ...strokeOf(shape.stroke)})}/>`];
    case 'text':
      return [textToSvg(shape)];
    case 'group':
      return [`<g><title>${escapeXml(shape.title)}</title>`, ...shape.shapes.flatMap(shapeToSvg), '</g>'];
  }
}

function rectAttributes(shape: RectShape): string {
  const {x, y, width, height, radius} = shape;
  const corners = radius === undefined ? {} : {rx: radius};
  return attributes({x, y, width, height, ...corners, ...paint(shape)});
}

function textToSvg(shape: TextShape): string {
  const {x, y, font, anchor, color, full} = shape;
  const look = attributes({
    x,
    y,
    'font-size': font.size,
    ...(font.family === 'mono' ? {'font-family': FAMILIES.mono} : {}),
    ...(font.bold === true ? {'font-weight': 'bold'} : {}),
    ...(anchor === 'start' ? {} : {'text-anchor': anchor}),
    fill: color,
  });
  const title = full === undefined ? '' : `<title>${escapeXml(full)}</title>`;
  return `<text ${look}>${title}${escapeXml(shape.text)}</text>`;
}

function paint(shape: RectShape | PolygonShape): Record<string, string | number> {
  const {ground, pattern} = FILLS[shape.fill];
  const fill = pattern === undefined ? ground : `url(#${PATTERN_ID}${shape.fill})`;
  return {fill, ...(shape.stroke === undefined ? {} : strokeOf(shape.stroke))};
}

function strokeOf({color, width, dashed}: Stroke): Record<string, string | number> {
  return {stroke: color, 'stroke-width': width, ...(dashed === true ? {'stroke-dasharray': '5 3'} : {})};
}

function pointList({points}: {readonly points: readonly {readonly x: number; readonly y: number}[]}): string {
  return points.map(({x, y}) => `${round(x)},${round(y)}`).join(' ');
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${typeof value === 'number' ? round(value) : escapeXml(value)}"`)
    .join(' ');
}

/** Two decimals are finer than any printer and keep the text the same on every machine. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
