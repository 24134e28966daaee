import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {render} from '../../src/rendering/render.ts';
import type {View} from '../../src/rendering/view.ts';

let directory: string;
let folder: URL;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'templates-'));
  folder = pathToFileURL(`${directory}/`);
});

afterEach(async () => {
  await rm(directory, {recursive: true});
});

/** Renders a text as if it were the template `name`, and gives what comes out, or the message of the error. */
async function outcome(name: string, template: string, view: View): Promise<string> {
  await writeFile(join(directory, `${name}.hbs`), template);
  try {
    return await render(name, view, folder);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test('values are escaped in a template for HTML', async () => {
  const text = await outcome('a.html', '<b title="{{name}}">{{name}}</b>', {name: `<&>"'`});

  expect(text).toBe('<b title="&lt;&amp;&gt;&quot;&#x27;">&lt;&amp;&gt;&quot;&#x27;</b>');
});

test('values are left as they are in every other template', async () => {
  const text = await outcome('a.sh', 'echo {{name}}', {name: `<&>"'`});

  expect(text).toBe(`echo <&>"'`);
});

test('values are printed as JSON where a template says so', async () => {
  const text = await outcome('a.yaml', 'image: {{json image}}\nports: {{json ports}}', {
    image: 'a"b\\c',
    ports: [1, 2],
  });

  expect(text).toBe('image: "a\\"b\\\\c"\nports: [1,2]');
});

test('a template is read once and used for many views', async () => {
  await outcome('a.txt', '{{n}}', {n: 1});
  await rm(join(directory, 'a.txt.hbs'));

  const text = await render('a.txt', {n: 2}, folder);

  expect(text).toBe('2');
});

test.each([
  ['{{missing}}', `"missing" not defined in [object Object] - 1:2`],
  ['{{#if missing}}x{{/if}}', 'a block of kind "if" has no value'],
  ['{{#unless missing}}x{{/unless}}', 'a block of kind "unless" has no value'],
  ['{{#each missing}}x{{/each}}', 'a block of kind "each" has no value'],
  ['{{#with missing}}x{{/with}}', 'a block of kind "with" has no value'],
  ['{{json missing}}', '"json" has no value'],
])('a value that the view does not have is an error in %s', async (template, message) => {
  const text = await outcome('a.txt', template, {n: 1});

  expect(text).toBe(`cannot render template a.txt: ${message}`);
});

test('a template that is no template is an error', async () => {
  const text = await outcome('a.txt', '{{#if n}}', {n: 1});

  expect(text.split('\n')[0]).toBe('cannot render template a.txt: Parse error on line 1:');
});

test('a template that is not there is an error, until it is there', async () => {
  const before = await render('late.txt', {}, folder).catch((error: Error) => error.message);
  const after = await outcome('late.txt', 'here', {});

  const path = join(directory, 'late.txt.hbs');
  expect(before).toBe(`cannot render template late.txt: ENOENT: no such file or directory, open '${path}'`);
  expect(after).toBe('here');
});

test.each([
  [{a: [1, {b: undefined}]}, '.a[1].b is undefined'],
  [{a: null}, '.a is null'],
  [{a: Number.NaN}, '.a is NaN'],
  [{a: new Map([['x', 1]])}, '.a is a Map'],
  [{a: () => 1}, '.a is function'],
])('a view with something that Handlebars would leave out is an error', async (view, message) => {
  const text = await outcome('a.txt', 'x', view as unknown as View);

  const kinds = 'a view holds text, numbers, booleans, lists and plain objects';
  expect(text).toBe(`the view of template a.txt${message}; ${kinds}`);
});
