import type {Reporter, TestModule} from 'vitest/node';

/** Prints the count of tests as the last line, in a form that machines read: `9 passed, 0 failed, 0 skipped`. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let passed = 0;
    let failed = 0;
    let skipped = 0;
    for (const module of modules) {
      // A module that fails to load has no tests, and the tests of a suite whose beforeAll fails are only skipped: neither
      // must look like a success.
      failed += [module, ...module.children.allSuites()].filter((suite) => suite.errors().length > 0).length;
      for (const test of module.children.allTests()) {
        const {state} = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
    }
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}
