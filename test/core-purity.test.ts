import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from './sources.ts';

// Core's own settings on a file that reaches outside: the compiler has to turn down every one of these.
const impure = [
  ["import 'node:fs';", 'node:fs'],
  ["import { readFileSync } from 'node:fs'; export const a = readFileSync;", 'node:fs'],
  ['export const a = process;', 'process'],
  ["export const a = fetch('https://example.com');", 'fetch'],
  ['export const a = setTimeout;', 'setTimeout'],
  ['console.log(1);', 'console'],
  ['export const a = performance;', 'performance'],
  ['export const a = crypto;', 'crypto'],
  ['export const a = Buffer;', 'Buffer'],
  ['export const a = document;', 'document'],
] as const;

test('the compiler keeps core from reaching outside', () => {
  const folder = join(root, 'packages', 'core', 'node_modules', '.purity');
  mkdirSync(folder, { recursive: true });
  const project = mkdtempSync(join(folder, 'project-'));
  onTestFinished(() => rmSync(project, { recursive: true }));
  writeFileSync(
    join(project, 'pure.ts'),
    "import 'yaml';\nimport 'ajv';\nexport const a = new Map<string, number>();\n",
  );
  impure.forEach(([code], index) => {
    writeFileSync(join(project, `impure-${index}.ts`), `${code}\n`);
  });
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../../tsconfig.json',
      compilerOptions: {
        composite: false,
        noEmit: true,
        rootDir: '.',
        declaration: false,
        declarationMap: false,
      },
      include: ['*.ts'],
    }),
  );

  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const ended = spawnSync(process.execPath, [compiler, '--pretty', 'false', '-p', project], {
    encoding: 'utf8',
  });
  const turnedDown = [...ended.stdout.matchAll(/impure-(\d+)\.ts\(\d+,\d+\): error TS\d+: .*?'([^']+)'/g)];
  expect(
    turnedDown.map((match) => [Number(match[1]), match[2]]).sort(([a], [b]) => Number(a) - Number(b)),
  ).toEqual(impure.map(([, name], index) => [index, name]));
  expect(ended.stdout).not.toMatch(/^(?!.*impure-).*error/m);
});
