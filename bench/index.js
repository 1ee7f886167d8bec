import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The benchmarks, each in a process of its own so that none warms up another. */
const benchmarks = [
  { name: 'plan', flags: ['--expose-gc', '--conditions=@storyboard/source'] },
  { name: 'start-up', flags: [] },
  { name: 'orchestration', flags: ['--conditions=@storyboard/source'] },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  const names = benchmarks.map(({ name }) => name).join(', ');
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${names}.`);
  process.exit(2);
}

for (const { name, flags } of benchmarks) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const file = join(import.meta.dirname, `${name}.js`);
  const { status } = spawnSync(process.execPath, [...flags, file], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
