import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './workspace.js';

/**
 * The part of the test runner's JSON report that is counted.
 *
 * @typedef {object} TestReport
 * @property {ReadonlyArray<{ status: string, assertionResults: ReadonlyArray<{ status: string }> }>} testResults
 */

const report = readReport();
if (report === undefined) {
  say('No test ran: the check ended before the tests.');
} else {
  const files = count(report.testResults.map((file) => file.status));
  // A file that fails to load has no tests of its own, and must not count as nothing.
  const tests = count(
    report.testResults.flatMap((file) =>
      file.assertionResults.length === 0 ? [file.status] : file.assertionResults.map((test) => test.status),
    ),
  );
  say(`Test Files  ${sentence(files)}`);
  say(`     Tests  ${sentence(tests)}`);
  say(sentence(tests));
}

/** @returns {TestReport | undefined} */
function readReport() {
  try {
    return JSON.parse(readFileSync(join(root, 'node_modules', '.cache', 'vitest', 'results.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {readonly string[]} statuses */
function count(statuses) {
  const passed = statuses.filter((status) => status === 'passed').length;
  const failed = statuses.filter((status) => status === 'failed').length;
  return { passed, failed, skipped: statuses.length - passed - failed };
}

/** @param {{ passed: number, failed: number, skipped: number }} counts */
function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}
