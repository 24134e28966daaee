import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {gzipSync} from 'node:zlib';
import {expect, it} from 'vitest';

const folder = new URL('../../templates/cni/', import.meta.url);

it.each(['vnetk8s-amd64', 'vnetk8s-arm64'])(
  '%s is the one of the checksum, and fits into the custom data of a node',
  (name) => {
    const bytes = readFileSync(new URL(name, folder));

    const sums = readFileSync(new URL('SHA256SUMS', folder), 'utf8').trimEnd().split('\n');

    expect(sums).toContain(`${createHash('sha256').update(bytes).digest('hex')}  ${name}`);
    expect(bytes.length).toBeLessThanOrEqual(16_384);
    expect(gzipSync(bytes, {level: 9}).toString('base64').length).toBeLessThanOrEqual(14_336);
  },
);
