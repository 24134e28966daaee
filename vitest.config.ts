import {defineConfig} from 'vitest/config';

/**
 * Tests that build networks, boot kernels and start container runtimes. They skip, and say so, where root, Linux or a
 * package is missing; `scripts/install-test-packages` and `scripts/install-test-guests` bring the packages.
 */
const machineTests = [
  'boot',
  'cni',
  'fabric',
  'kernels',
  'mirror',
  'node-rules',
  'readers',
  'runtimes',
  'whole-cluster',
].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    globalSetup: ['test/global-setup.ts'],
    reporters: ['default', './test/reporter.ts'],
    // oclif's captureOutput replaces process.stdout.write; Vitest's interception would leave it empty.
    disableConsoleIntercept: true,
    env: {NO_COLOR: '1', OCLIF_COLUMNS: '80'},
    projects: [
      {
        extends: true,
        test: {name: 'unit', include: ['test/**/*.test.ts'], exclude: machineTests, isolate: false},
      },
      {
        extends: true,
        // One file after the other, after everything else: they measure a machine that others would keep busy.
        test: {name: 'machine', include: machineTests, fileParallelism: false, sequence: {groupOrder: 1}},
      },
    ],
  },
});
