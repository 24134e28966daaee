import {describe, expect, it} from 'vitest';
import {faults, MINIMAL, read} from './samples.ts';

describe('a tab', () => {
  it('that indents is refused', () => {
    const told = faults('nodePools:\n\t- name: apps\n');

    expect(told).toEqual([
      '2:1 «\t» VK1002 (text): a tab indents this line -> indent with spaces; YAML allows no tabs',
    ]);
  });

  it('is told once: what follows it is read with the wrong structure', () => {
    const told = faults('nodePools:\n\t- name: apps\n\t- name: web\n\t  count: 1\n x: "\n');

    expect(told).toEqual([
      '2:1 «\t» VK1002 (text): a tab indents this line -> indent with spaces; YAML allows no tabs',
    ]);
  });

  it('between a key and its value is allowed', () => {
    const told = faults(`${MINIMAL}cloud:\tAzureCloud\n`);

    expect(told).toEqual([]);
  });
});

describe('a second document', () => {
  const message =
    'VK1004 (text): a second YAML document begins here -> write one cluster a file, without "---" between';

  it.each([
    ['after three hyphens', '---\nname: other\n', '11:1 «---»'],
    ['though empty', '---\n', '11:1 «---»'],
    ['after the end of the first', '...\n# comment\n---\nname: other\n', '13:1 «---»'],
    ['without hyphens', '...\nname: other\n', '12:1 «nam»'],
  ])('is refused: %s', (_how, text, where) => {
    const told = faults(MINIMAL + text);

    expect(told).toEqual([`${where} ${message}`]);
  });
});

describe('a text that is nested too deeply', () => {
  const message =
    'VK1001 (text): the text is nested too deeply from here -> a definition needs no more than ten levels';

  it.each([
    ['lists in brackets', '['.repeat(50_000), '1:101 «[»'],
    ['mappings in brackets', `a: ${'{a: '.repeat(50_000)}`, '1:400 «{»'],
    ['lists of lists', '- '.repeat(50_000), '1:201 «-»'],
    ['keys of keys', '? '.repeat(50_000), '1:201 «?»'],
  ])('is refused and exhausts nothing: %s', (_how, text, where) => {
    const told = faults(text);

    expect(told).toEqual([`${where} ${message}`]);
  });

  it('may have a hundred levels', () => {
    const told = faults(`${MINIMAL}x: ${'['.repeat(97)}${']'.repeat(97)}\n`);

    expect(told.map((line) => line.slice(0, 'VK1000 11:1 «x»'.length))).toEqual(['11:1 «x» VK2003']);
  });
});

describe('a text that is not YAML', () => {
  it.each([
    [
      'a colon in a value',
      'name: shop: prod\n',
      '1:7 «s» VK1001 (text): this value has a colon in it, or keys below it -> put a value that contains ": " in quotes; begin a mapping on the line after its key',
    ],
    [
      'a value and keys below it',
      'linux: yes\n  adminUsername: a\n',
      '1:8 «y» VK1001 (text): this value has a colon in it, or keys below it -> put a value that contains ": " in quotes; begin a mapping on the line after its key',
    ],
    [
      'no space after a colon',
      'name:prod\nlocation: x\n',
      '1:1 «name:prod» VK1001 (text): this line is no "key: value" -> write a key, a colon and a space before the value',
    ],
    [
      'no colon at all',
      'nodePools:\n- name: a\nlinux\n',
      '3:1 «linux» VK1001 (text): this line is no "key: value" -> write a key, a colon and a space before the value',
    ],
    [
      'too little indentation of a key',
      'linux:\n  adminUsername: a\n sshPublicKeys: []\n',
      '3:2 «s» VK1001 (text): this line is not indented like the ones that belong with it -> indent it like the keys beside it',
    ],
    [
      'too little indentation in an item',
      'nodePools:\n  - name: a\n   count: 1\n',
      '3:4 «c» VK1001 (text): this line is not indented like the ones that belong with it -> indent it like the keys beside it, or begin an item with "- "',
    ],
    [
      'a list on the line of its key',
      'nodePools: - name\n',
      '1:12 «-» VK1001 (text): a list cannot begin on the line of its key -> begin it on the next line',
    ],
    [
      'a character that begins no text',
      'name: @prod\n',
      '1:7 «@» VK1001 (text): this character cannot begin a text -> put the whole text in quotes',
    ],
    [
      'an asterisk alone',
      'name: *\n',
      '1:7 «*» VK1001 (text): this character cannot begin a text -> put the whole text in quotes',
    ],
    [
      'an ampersand alone',
      'name: & co\n',
      '1:7 «&» VK1001 (text): this character cannot begin a text -> put the whole text in quotes',
    ],
    [
      'a vertical bar before text',
      'name: |prod\n',
      '1:8 «p» VK1001 (text): this cannot follow the character that begins a block of text -> put the text in quotes',
    ],
    [
      'text after a quoted text',
      "name: 'it's'\n",
      "1:11 «s'» VK1001 (text): this comes after the end of the value -> put the whole value in one pair of quotes",
    ],
    [
      'an unknown escape',
      'name: "C:\\prod"\n',
      '1:10 «\\» VK1001 (text): no such character can follow a backslash -> write two backslashes for one, or use single quotes',
    ],
    ['a tag', 'name: !env PROD\n', '1:7 «!env» VK1001 (text): the tag "!env" is not known -> remove it'],
    [
      'a tag of an older YAML',
      'name: !!binary cHJvZA==\n',
      '1:7 «!!binary» VK1001 (text): the tag "!!binary" is not known -> remove it',
    ],
    [
      'a directive',
      '%INCLUDE x\n---\na: 1\n',
      '1:1 «%INCLUDE x» VK1001 (text): this directive is not known -> remove the line',
    ],
    [
      'something not thought of',
      '%YAML 1.2\n',
      '1:10 «» VK1001 (text): missing directives-end indicator line (YAML MISSING_CHAR)',
    ],
  ])('has %s', (_what, text, expected) => {
    const told = faults(text);

    expect(told).toEqual([expected]);
  });

  it.each([
    ['double quote', 'name: "prod\nlocation: x\n', '1:7 «"» VK1001 (text): this " is never closed -> add a "'],
    ['single quote', "name: 'prod\nlocation: x\n", "1:7 «'» VK1001 (text): this ' is never closed -> add a '"],
    ['brace', '{"name": {"a": 1\n', '1:10 «{» VK1001 (text): this { is never closed -> add a }'],
    ['bracket', '{"a": 1,\n"b": [1, 2}\n', '2:6 «[» VK1001 (text): this [ is never closed -> add a ]'],
    [
      'bracket before the next key',
      'name: [a\nlocation: x\n',
      '1:7 «[» VK1001 (text): this [ is never closed -> add a ], and indent the lines before it',
    ],
  ])('is shown which %s is never closed', (_what, text, expected) => {
    const [told] = faults(text);

    expect(told).toBe(expected);
  });

  it.each([
    [
      'a comma between lines',
      '{\n  "name": "prod"\n  "location": "x"\n}\n',
      '3:3 «"» VK1001 (text): no comma or colon separates this from what is before it -> put one between the two',
    ],
    [
      'a comma after a number',
      '{\n  "count": 1\n  "name": "x"\n}\n',
      '2:12 «1» VK1001 (text): no comma separates this from the next line -> put a comma at the end of the line',
    ],
    [
      'a colon',
      '{"name" "prod"}',
      '1:9 «"» VK1001 (text): no comma or colon separates this from what is before it -> put one between the two',
    ],
    ['a value', '{"name": "prod",,}', '1:17 «,» VK1001 (text): nothing is before this comma -> remove it'],
    ['an opening brace', '}\n', '1:1 «}» VK1001 (text): nothing is open that this could close -> remove it'],
  ])('in JSON lacks %s', (_what, text, expected) => {
    const told = faults(text);

    expect(told).toEqual([expected]);
  });

  it('shows what is left over from a merge', () => {
    const told = faults('name: prod\n<<<<<<< HEAD\ncloud: a\n=======\ncloud: b\n>>>>>>> branch\nlocation: x\n');

    const message =
      'VK1001 (text): this is left over from a merge conflict -> keep one of the two versions and remove the markers';
    expect(told).toEqual([`2:1 «<<<<<<<» ${message}`, `4:1 «=======» ${message}`, `6:1 «>>>>>>>» ${message}`]);
  });

  it('has every line with an error told, up to ten, and no rules applied', () => {
    const reading = read('name: @a\n'.repeat(12));

    expect({lines: reading.issues.map(({location}) => location.line), intact: reading.intact}).toEqual({
      lines: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      intact: false,
    });
    expect(reading.definition).toBe(undefined);
  });
});
