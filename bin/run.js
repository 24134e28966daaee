#!/usr/bin/env node
// Plain JavaScript that every Node understands, so that one that is too old gets a sentence instead of a syntax error.
import {existsSync} from 'node:fs';

const OLDEST = [22, 18];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(
    `error: vnetk8s needs Node ${OLDEST.join('.')} or newer, and this is ${process.version}: install Node 24, or, in a checkout of vnetk8s, run "npx vnetk8s", which brings its own`,
  );
  process.exitCode = 2;
} else {
  await start();
}

async function start() {
  const {enableCompileCache} = await import('node:module');
  enableCompileCache();
  // A checkout runs its sources, which are never stale; a package has none, and Node takes no types out of a package.
  const sources = new URL('../src/cli/main.ts', import.meta.url);
  const {main} = await import(
    existsSync(sources) ? sources.href : new URL('../dist/cli/main.js', import.meta.url).href
  );
  await main(process.argv.slice(2));
}
