import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** Writes `{ passed, failed, skipped }` to the file that `TEST_COUNTS` names, for the closing line of `.ci/run`. */
class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const path = process.env.TEST_COUNTS;
    if (!path) return;
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) {
        const { state } = test.result();
        if (state === 'passed') counts.passed += 1;
        else if (state === 'failed') counts.failed += 1;
        else counts.skipped += 1;
      }
      // A file that could not even be loaded, or a hook that failed, is one failure.
      if (!module.ok() && !tests.some((test) => test.result().state === 'failed')) counts.failed += 1;
    }
    writeFileSync(path, JSON.stringify(counts));
  }
}

// vitest takes a reporter by its default export.
// biome-ignore lint/style/noDefaultExport: see above
export default CountReporter;
