import type {Style} from '../../src/report/table.ts';

/** A style that tests can read. */
export const tagged: Style = {
  bold: (text) => `<b>${text}</b>`,
  dim: (text) => `<dim>${text}</dim>`,
  red: (text) => `<red>${text}</red>`,
  yellow: (text) => `<yellow>${text}</yellow>`,
  green: (text) => `<green>${text}</green>`,
};

/** The text without what `tagged` adds. */
export function withoutTags(text: string): string {
  return text.replace(/<\/?(?:b|dim|red|yellow|green)>/g, '');
}
