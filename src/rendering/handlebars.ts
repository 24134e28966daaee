import Handlebars, {type HelperDelegate} from 'handlebars';

const BLOCK_HELPERS = ['if', 'unless', 'each', 'with'] as const;

/** Helpers of our own, which templates may use beside the built-in ones. */
export const OWN_HELPERS = {json: true} as const;

/**
 * Handlebars whose block helpers throw if their value is missing, as its strict mode has it for `{{value}}` only:
 * `{{#if missing}}` and `{{#each missing}}` would otherwise print nothing. `{{json value}}` prints a value as JSON.
 */
export function createHandlebars(): typeof Handlebars {
  const instance = Handlebars.create();
  for (const name of BLOCK_HELPERS) {
    const original: HelperDelegate | undefined = instance.helpers[name];
    if (original === undefined) throw new Error(`Handlebars has no helper ${name}`);
    instance.registerHelper(name, function (this: unknown, value: unknown, options: unknown): unknown {
      if (value === undefined) throw new Error(`a block of kind "${name}" has no value`);
      return original.call(this, value, options);
    });
  }
  // For JSON, YAML and TOML, in all of which a text in double quotes is written this way.
  instance.registerHelper('json', (value: unknown): string => {
    const text: string | undefined = JSON.stringify(value);
    if (text === undefined) throw new Error('"json" has no value');
    return text;
  });
  return instance;
}
