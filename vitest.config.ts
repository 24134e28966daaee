import {defineConfig} from 'vitest/config';

const filesIn = (folder: string): string => `test/${folder}/**/*.test.ts`;

/**
 * Tests that build networks, boot kernels and start container runtimes. They skip, and say so, where root, Linux or a
 * package is missing; `scripts/install-test-*` bring the packages.
 */
const machineTests = ['boot', 'cni', 'fabric', 'kernels', 'mirror', 'node-rules', 'readers', 'runtimes'].map(filesIn);

/** Those that make whole clusters: minutes each, of which many are spent waiting. */
const clusterTests = [filesIn('whole-cluster')];

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
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...machineTests, ...clusterTests],
          isolate: false,
          // The default leaves a processor to an editor.
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        // One file after the other, after everything else: they measure a machine that others would keep busy.
        test: {name: 'machine', include: machineTests, fileParallelism: false, sequence: {groupOrder: 1}},
      },
      {
        extends: true,
        // Side by side, with the machine to themselves.
        test: {
          name: 'cluster',
          include: clusterTests,
          globalSetup: ['test/whole-cluster/prepare.ts'],
          maxWorkers: 2,
          sequence: {groupOrder: 2},
        },
      },
    ],
  },
});
