import {readFile} from 'node:fs/promises';
import {assertView, type View} from './view.ts';

type Template = (view: View) => string;

/** Two levels up is the package, from `src/rendering` and from `dist/rendering` alike. */
const TEMPLATES = new URL('../../templates/', import.meta.url);

/** Templates that have been compiled in this process, by address. */
const compiled = new Map<string, Promise<Template>>();

/**
 * Fills in `templates/<name>.hbs`, for instance `report/plan.html`. Values are escaped in templates for HTML and in no
 * others. Throws an error that names the template if it asks for a value that the view does not have, if the view holds
 * something that Handlebars would silently leave out, or if there is no such template. `folder` is for tests.
 */
export async function render(name: string, view: View, folder: URL = TEMPLATES): Promise<string> {
  assertView(view, `the view of template ${name}`);
  const {href} = new URL(`${name}.hbs`, folder);
  const template = compiled.get(href) ?? compile(href);
  compiled.set(href, template);
  try {
    return (await template)(view);
  } catch (error) {
    compiled.delete(href);
    throw new Error(`cannot render template ${name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Handlebars is loaded at the first use only: it takes 0.04 s, which commands that render nothing need not pay. */
async function compile(href: string): Promise<Template> {
  const [{createHandlebars, OWN_HELPERS}, text] = await Promise.all([
    import('./handlebars.ts'),
    readFile(new URL(href), 'utf8'),
  ]);
  return createHandlebars().compile(text, {
    strict: true,
    knownHelpers: OWN_HELPERS,
    knownHelpersOnly: true,
    explicitPartialContext: true,
    noEscape: !href.endsWith('.html.hbs'),
  });
}
