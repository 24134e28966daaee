import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    reporters: ['default', './test/reporter.ts'],
    // oclif's captureOutput replaces process.stdout.write; Vitest's interception would leave it empty.
    disableConsoleIntercept: true,
    isolate: false,
    env: {NO_COLOR: '1', OCLIF_COLUMNS: '80'},
  },
});
