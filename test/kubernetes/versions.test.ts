import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  DEFAULT_MINOR,
  resolveVersion,
  SUPPORTED_MINORS,
  type VersionResolution,
} from '../../src/kubernetes/versions.ts';

describe('resolveVersion', () => {
  it.each<[text: string, resolution: VersionResolution]>([
    ['1.37', {ok: true, newerThanKnown: false, minor: '1.37', patch: '1.37.2'}],
    ['1.36', {ok: true, newerThanKnown: false, minor: '1.36', patch: '1.36.6'}],
    ['1.35', {ok: true, newerThanKnown: false, minor: '1.35', patch: '1.35.10'}],
    ['1.36.0', {ok: true, newerThanKnown: false, minor: '1.36', patch: '1.36.0'}],
    ['1.36.6', {ok: true, newerThanKnown: false, minor: '1.36', patch: '1.36.6'}],
    ['1.36.7', {ok: true, newerThanKnown: true, minor: '1.36', patch: '1.36.7'}],
    ['1.35.9', {ok: true, newerThanKnown: false, minor: '1.35', patch: '1.35.9'}],
    ['1.34', {ok: false, problem: 'end-of-life', minor: '1.34', patch: '1.34.0'}],
    ['1.3', {ok: false, problem: 'end-of-life', minor: '1.3', patch: '1.3.0'}],
    ['1.30.4', {ok: false, problem: 'end-of-life', minor: '1.30', patch: '1.30.4'}],
    ['0.99', {ok: false, problem: 'end-of-life', minor: '0.99', patch: '0.99.0'}],
    ['1.38', {ok: false, problem: 'future', minor: '1.38', patch: '1.38.0'}],
    ['1.360', {ok: false, problem: 'future', minor: '1.360', patch: '1.360.0'}],
    ['2.0.1', {ok: false, problem: 'future', minor: '2.0', patch: '2.0.1'}],
    ['v1.36', {ok: false, problem: 'malformed', minor: 'v1.36', patch: 'v1.36'}],
    ['1.36.x', {ok: false, problem: 'malformed', minor: '1.36.x', patch: '1.36.x'}],
    ['1.036', {ok: false, problem: 'malformed', minor: '1.036', patch: '1.036'}],
    ['1.36.06', {ok: false, problem: 'malformed', minor: '1.36.06', patch: '1.36.06'}],
    ['1.36 ', {ok: false, problem: 'malformed', minor: '1.36 ', patch: '1.36 '}],
    ['1.36\n', {ok: false, problem: 'malformed', minor: '1.36\n', patch: '1.36\n'}],
    ['1', {ok: false, problem: 'malformed', minor: '1', patch: '1'}],
    ['latest', {ok: false, problem: 'malformed', minor: 'latest', patch: 'latest'}],
    ['', {ok: false, problem: 'malformed', minor: '', patch: ''}],
  ])('reads %j', (text, resolution) => {
    expect(resolveVersion(text)).toEqual(resolution);
  });

  it('reads every version into its own minor and patch', () => {
    const number = fc.nat({max: 999});

    fc.assert(
      fc.property(number, number, number, (major, minor, patch) => {
        const resolution = resolveVersion(`${major}.${minor}.${patch}`);

        expect(resolution.minor).toBe(`${major}.${minor}`);
        expect(resolution.patch).toBe(`${major}.${minor}.${patch}`);
        expect(resolution.ok).toBe(major === 1 && minor >= 35 && minor <= 37);
      }),
    );
  });

  it('never throws, and keeps the text of what is no version', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.x -]{0,12}$/)), (text) => {
        const resolution = resolveVersion(text);

        expect(resolution.patch.startsWith(resolution.minor)).toBe(true);
        if (!resolution.ok && resolution.problem === 'malformed') expect(resolution.patch).toBe(text);
      }),
    );
  });
});

describe('SUPPORTED_MINORS', () => {
  it('are consecutive, newest first, with the default among them', () => {
    expect(SUPPORTED_MINORS.map(({minor}) => minor)).toEqual(['1.37', '1.36', '1.35']);
    expect(resolveVersion(DEFAULT_MINOR).ok).toBe(true);
  });
});
