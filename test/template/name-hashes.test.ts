import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {nameBasedGuid, uniqueText} from '../../src/template/functions/name-hashes.ts';
import {resultOf} from './result-of.ts';

describe('uniqueString', () => {
  // What Azure's own library gives; it has a last block of each length up to 3, and texts longer than a block.
  it.each([
    ['t', 'fsnwonksnm7cy'],
    ['te', 'o57ehhbytctgs'],
    ['tes', 'ebse57jls4qbc'],
    ['t-e', 'd5ykh7yoidm2a'],
    ['test', 'rbgf3xv4ufgzg'],
    ['test-test2-test3', 'bqgd334z2uj64'],
    ['hello-world', 'a7wkljktk6wne'],
    ['abc', 'cgtzqvhu4i23s'],
    ['foo-bar-baz', 'xzi4ioaxtmth4'],
    ['/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/my-rg', 'bmg7c6xu4tw46'],
  ])('of %s is %s', (name, unique) => {
    expect(uniqueText(name)).toBe(unique);
  });

  it('joins its arguments by hyphens', () => {
    expect(resultOf("uniqueString('hello', 'world')")).toBe('a7wkljktk6wne');
  });

  it('has 13 characters of base 32', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (name) => {
        expect(uniqueText(name)).toMatch(/^[a-z2-7]{13}$/);
      }),
    );
  });
});

describe('guid', () => {
  // Python: uuid.uuid5(uuid.UUID('11fb06fb-712d-4ddd-98c7-e71bbd588830'), name)
  it.each([
    ['a', '3703365d-5a9f-59b4-bca7-b9681389e4c1'],
    ['a-b-c', 'a98fa280-e03f-5afa-8d8e-92d0a9c201e8'],
    [
      '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/my-rg',
      'bb733f78-f75f-5345-b2b1-ca384ca6fcab',
    ],
    ['größe', '76fe59d9-77ec-5abd-bc57-7ff91a98b4fe'],
  ])('of %s is %s', (name, guid) => {
    expect(nameBasedGuid(name)).toBe(guid);
  });

  it('joins its arguments by hyphens', () => {
    expect(resultOf("guid('a', 'b', 'c')")).toBe(nameBasedGuid('a-b-c'));
  });
});
