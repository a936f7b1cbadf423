import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** Adds `{ passed, failed, skipped }` to the file that `TEST_COUNTS` names, for the closing line of `.ci/run`. */
class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const path = process.env.TEST_COUNTS;
    if (!path) return;
    const counts = before(path);
    counts.failed += errors.length;
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

/** What an earlier run of the same check has counted. */
function before(path: string): { passed: number; failed: number; skipped: number } {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return text === '' ? { passed: 0, failed: 0, skipped: 0 } : JSON.parse(text);
}

// vitest takes a reporter by its default export.
// biome-ignore lint/style/noDefaultExport: see above
export default CountReporter;
