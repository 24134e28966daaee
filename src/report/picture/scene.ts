import type {FillName} from './fills.ts';
import type {Font} from './text-size.ts';

// What a picture is made of, before anybody thinks of SVG: shapes with absolute places, in units of one CSS pixel.
// y grows downwards, as in SVG; the y of a text is its baseline.

/** A place on the page. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A part of the page. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** How an outline is drawn; without one there is no outline. */
export interface Stroke {
  readonly color: string;
  readonly width: number;
  readonly dashed?: boolean;
}

export interface RectShape extends Box {
  readonly kind: 'rect';
  readonly fill: FillName;
  readonly stroke?: Stroke;
  /** Of the corners. */
  readonly radius?: number;
}

export interface PolygonShape {
  readonly kind: 'polygon';
  readonly points: readonly Point[];
  readonly fill: FillName;
  readonly stroke?: Stroke;
}

export interface LineShape {
  readonly kind: 'line';
  readonly points: readonly Point[];
  readonly stroke: Stroke;
}

/** One line of text. */
export interface TextShape extends Point {
  readonly kind: 'text';
  readonly text: string;
  readonly font: Font;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly color: string;
  /** The whole text, if `text` is shortened. */
  readonly full?: string;
}

/** Shapes that belong together, with a name that screen readers say and browsers show. */
export interface GroupShape {
  readonly kind: 'group';
  readonly title: string;
  readonly shapes: readonly Shape[];
}

export type Shape = RectShape | PolygonShape | LineShape | TextShape | GroupShape;

/** A whole picture. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly shapes: readonly Shape[];
}

/** Shapes, and the y at which the next thing below them may begin. */
export interface Placed {
  readonly shapes: readonly Shape[];
  readonly bottom: number;
}
