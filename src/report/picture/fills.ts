/** What an area can be filled with. Those that mean something differ in pattern too, for print and for every eye. */
export type FillName = FillMeaning | 'none' | 'paper' | 'card' | 'guide' | 'ink' | 'used';

/** What a part of a subnet's bar is. */
export type FillMeaning =
  | 'azure'
  | 'load-balancer'
  | 'machine'
  | 'node'
  | 'pod'
  | 'internal-services'
  | 'reserved'
  | 'gateway'
  | 'free'
  | 'missing';

/** A ground colour, and lines or dots over it. */
export interface Fill {
  readonly ground: string;
  readonly pattern?: Pattern;
}

/** A square tile, repeated. */
export interface Pattern {
  /** Width and height of the tile in pixels. */
  readonly size: number;
  /** SVG path within the tile. */
  readonly path: string;
  readonly color: string;
  readonly width: number;
}

/** Text, outlines and arrows. */
export const INK = '#1d2733';
/** Text and lines of less weight. */
export const FAINT_INK = '#5b6673';
/** What is wrong; never the only sign of it. */
export const ALARM = '#a31515';

/** All fills. */
export const FILLS: Readonly<Record<FillName, Fill>> = {
  none: {ground: 'none'},
  paper: {ground: '#ffffff'},
  card: {ground: '#f6f8fa'},
  guide: {ground: '#e7ecf1'},
  ink: {ground: INK},
  used: {ground: '#b9cbdd'},
  free: {ground: '#ffffff'},
  azure: {ground: '#7d8793'},
  'load-balancer': {ground: '#e9a23b', pattern: {size: 4, path: 'M0,2 H4', color: '#7a4a00', width: 1.6}},
  machine: {ground: '#1f4e79'},
  node: {ground: '#5b93c7', pattern: {size: 6, path: 'M-1,1 L1,-1 M0,6 L6,0 M5,7 L7,5', color: '#ffffff', width: 1.2}},
  pod: {ground: '#dbe9f6', pattern: {size: 6, path: 'M1.5,1.5 h0.01 M4.5,4.5 h0.01', color: '#5b93c7', width: 1.4}},
  'internal-services': {ground: '#fdecc8', pattern: {size: 6, path: 'M3,0 V6', color: '#b97a00', width: 1.2}},
  reserved: {ground: '#ece7f4', pattern: {size: 6, path: 'M0,3 H6', color: '#7a5ea8', width: 1.2}},
  gateway: {ground: '#d9efe0', pattern: {size: 8, path: 'M0,4 H8 M4,0 V8', color: '#3c8a57', width: 1}},
  missing: {ground: '#fbe3e1', pattern: {size: 8, path: 'M-1,7 L1,9 M0,0 L8,8 M7,-1 L9,1', color: ALARM, width: 1.8}},
};

/** What each meaning is called in the legend, in the order in which it is shown there. */
export const LEGEND: Readonly<Record<FillMeaning, string>> = {
  'load-balancer': 'load balancer of the API server',
  machine: 'machine of the control plane',
  node: 'node of a pool',
  pod: 'pod',
  'internal-services': 'kept for internal Services',
  reserved: 'kept free',
  gateway: 'gateway',
  free: 'free',
  azure: 'kept by Azure: first four, last one',
  missing: 'missing',
};
