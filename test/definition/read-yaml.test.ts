import {describe, expect, it} from 'vitest';
import {LARGEST_DEFINITION} from '../../src/definition/read-yaml.ts';
import {faults, MINIMAL, MINIMAL_VALUE, read} from './samples.ts';

/** One key too many, at the end: where it is reported shows that offsets are right. */
const WITH_FAULT = `${MINIMAL}cloud: Azure\n`;
const ITS_FAULT =
  '11:8 «Azure» VK2004 cloud: "Azure" is not allowed here -> use AzureCloud, AzureUSGovernment or AzureChinaCloud';

describe('a text', () => {
  it('that is in order is read without a word', () => {
    const reading = read(MINIMAL);

    expect({definition: reading.definition, intact: reading.intact, issues: reading.issues}).toEqual({
      definition: MINIMAL_VALUE,
      intact: true,
      issues: [],
    });
  });

  it('in JSON is read as well', () => {
    const reading = read(JSON.stringify(MINIMAL_VALUE));

    expect({definition: reading.definition, issues: reading.issues}).toEqual({definition: MINIMAL_VALUE, issues: []});
  });

  it('in JSON may be indented with tabs', () => {
    const reading = read(JSON.stringify(MINIMAL_VALUE, undefined, '\t'));

    expect({definition: reading.definition, issues: reading.issues}).toEqual({definition: MINIMAL_VALUE, issues: []});
  });

  it('may begin with a byte order mark', () => {
    const told = faults(`\ufeff${WITH_FAULT}`);

    expect(told).toEqual([ITS_FAULT]);
  });

  it('may have the line ends of Windows', () => {
    const told = faults(WITH_FAULT.replaceAll('\n', '\r\n'));

    expect(told).toEqual([ITS_FAULT]);
  });

  it('may begin and end with the marks of a document', () => {
    const told = faults(`---\n${MINIMAL}...\n`);

    expect(told).toEqual([]);
  });

  it('is read by YAML 1.2 whatever version it demands', () => {
    const told = faults(`%YAML 1.1\n---\n${MINIMAL}tags: {a: yes, b: 12:30, c: 2026-11-23}\n`);

    expect(told).toEqual([]);
  });

  it('may close a list in the first column', () => {
    const told = faults(`${MINIMAL}network: {\n  onPremisesCidrs: [192.168.0.0/16]\n}\n`);

    expect(told).toEqual([]);
  });

  it('has columns as editors count them, after characters of two code units', () => {
    const told = faults(`${MINIMAL}tags: {a: "😀😀", b: 1}\n`);

    expect(told).toEqual(['11:22 «1» VK2013 tags.b: 1 without quotes is a number -> put it in quotes: "1"']);
  });

  it('is located in full: name, line, column, length and the lines around', () => {
    const [issue] = read('name: prod\ncloud: Azure # why not\n').issues.filter(({code}) => code === 'VK2004');

    expect(issue).toEqual({
      code: 'VK2004',
      severity: 'error',
      path: 'cloud',
      message: '"Azure" is not allowed here',
      hint: 'use AzureCloud, AzureUSGovernment or AzureChinaCloud',
      location: {
        source: 'c.yaml',
        line: 2,
        column: 8,
        length: 5,
        excerpt: {firstLine: 1, lines: ['name: prod', 'cloud: Azure # why not']},
      },
      related: [],
    });
  });
});

describe('a text that is no definition at all', () => {
  const hint = 'begin with apiVersion: vnetk8s/v1; "vnetk8s init" writes a file to start from';

  it.each([
    ['nothing', '', '1:1 «»'],
    ['only comments', '# later\n# maybe\n', '1:1 «#»'],
    ['only the mark of a document', '---\n', '1:4 «»'],
  ])('because it holds %s is said to be empty', (_what, text, where) => {
    const told = faults(text);

    expect(told).toEqual([`${where} VK2000 (definition): the definition is empty -> ${hint}`]);
  });

  it.each([
    ['a list', '- a\n- b\n', '1:1 «- a»'],
    ['a word', 'hello\n', '1:1 «hello»'],
    ['a number', '42\n', '1:1 «42»'],
    ['a list in JSON', '["a"]', '1:1 «["a"]»'],
  ])('because it is %s is refused', (_what, text, where) => {
    const told = faults(text);

    expect(told).toEqual([`${where} VK2000 (definition): this is not a cluster definition -> ${hint}`]);
  });
});

describe('bytes that are no text', () => {
  const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
  const utf16BigEndian = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

  it.each([
    ['with a byte order mark', utf16(`\ufeff${MINIMAL}`)],
    ['with a byte order mark, big-endian', utf16BigEndian(`\ufeff${MINIMAL}`)],
    ['without one', utf16(MINIMAL)],
    ['without one, big-endian', utf16BigEndian(MINIMAL)],
  ])('UTF-16 is recognised %s', (_how, bytes) => {
    const told = faults(bytes);

    expect(told).toEqual(['1:1 «» VK1007 (text): the text is UTF-16 -> save it as UTF-8']);
  });

  it('the first byte that is not UTF-8 is shown', () => {
    const latin1 = new Uint8Array(Buffer.from(`${MINIMAL}# Köln, Zürich\n`, 'latin1'));

    const told = faults(latin1);

    expect(told).toEqual(['11:4 «\ufffd» VK1007 (text): the text is not UTF-8 here -> save it as UTF-8']);
  });

  it('the replacement character is a character like any other', () => {
    const told = faults(`${MINIMAL}# K\ufffdln\n`);

    expect(told).toEqual([]);
  });

  it.each([
    ['U+0000', '\0'],
    ['U+001B', '\u001b'],
    ['U+007F', '\u007f'],
    ['U+009B', '\u009b'],
  ])('the control character %s is shown, and never sent to a terminal', (name, character) => {
    const told = faults(`${MINIMAL}tags: {a: "${character}[31m"}\n`);

    expect(told).toEqual([`11:12 «\ufffd» VK1007 (text): the text holds the control character ${name} -> remove it`]);
  });

  it('a carriage return within a line does not overwrite it on a terminal', () => {
    const [issue] = read(`${MINIMAL}cloud: "Azure\rCloud"\n`).issues;

    expect(issue?.location.excerpt.lines).toEqual(['# What a test adds', 'cloud: "Azure\ufffdCloud"']);
  });

  it('more than a megabyte is not read', () => {
    const told = faults(new Uint8Array(LARGEST_DEFINITION + 1).fill(0x23));

    expect(told).toEqual([
      '1:1 «» VK1006 (text): the text has more than 1,000,000 bytes -> name the file that holds the cluster definition',
    ]);
  });

  it('a megabyte is', () => {
    const told = faults(MINIMAL.padEnd(LARGEST_DEFINITION, '#'));

    expect(told).toEqual([]);
  });
});
