import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from './sources.ts';

type Workflow = {
  readonly on: Record<string, unknown>;
  readonly permissions?: unknown;
  readonly jobs: Record<string, { readonly 'timeout-minutes'?: number; readonly steps: readonly Step[] }>;
};
type Step = { readonly uses?: string; readonly run?: string; readonly with?: Record<string, unknown> };

const folders = ['.github/workflows', 'examples/github-workflow'];
const workflows = folders
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
  .filter((path) => /\.ya?ml$/.test(path))
  .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const);
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

test.each(workflows)('%s is safe on a pull request from a fork', (_name, text) => {
  const workflow: Workflow = parse(text);
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  expect(text).not.toMatch(/\$\{\{\s*secrets\b/);
  // What a stranger can write (titles, branch names) must not reach a shell.
  expect(
    stepsOf(workflow).filter((step) => /\$\{\{\s*github\.(?:event|head_ref)/.test(step.run ?? '')),
  ).toEqual([]);
});

test.each(workflows)('%s ends, pins its actions and keeps no token', (_name, text) => {
  const workflow: Workflow = parse(text);
  expect(Object.values(workflow.jobs).map((job) => job['timeout-minutes'])).not.toContain(undefined);
  for (const { uses, with: inputs } of stepsOf(workflow).filter((step) => step.uses !== undefined)) {
    expect(uses).toMatch(/^[\w.-]+\/[\w./-]+@(?:v\d+|[0-9a-f]{40})$/);
    if (uses?.startsWith('actions/checkout@') === true) {
      expect(inputs).toMatchObject({ 'persist-credentials': false });
    }
  }
});

test('the own workflow runs scripts that exist', () => {
  const commands = workflows
    .filter(([path]) => path.startsWith('.github/'))
    .flatMap(([, text]) => stepsOf(parse(text)))
    .flatMap((step) => (step.run ?? '').split('\n'));
  const named = commands.flatMap((line) => /^\s*(?:npm run|npm|pnpm) ([\w:-]+)/.exec(line)?.[1] ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

function stepsOf(workflow: Workflow): readonly Step[] {
  return Object.values(workflow.jobs).flatMap((job) => job.steps);
}
