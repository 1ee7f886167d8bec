import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The benchmarks, each in a process of its own so that none warms up another. */
const benchmarks = [
  { name: 'plan', flags: ['--expose-gc', '--conditions=@storyboard/source'] },
  { name: 'start-up', flags: [] },
  { name: 'orchestration', flags: ['--conditions=@storyboard/source'] },
  { name: 'joins', flags: [] },
];

// Names, then flags that are passed on: `pnpm bench joins --shots 6`.
const words = process.argv.slice(2);
const firstFlag = words.findIndex((word) => word.startsWith('--'));
const wanted = firstFlag < 0 ? words : words.slice(0, firstFlag);
const further = firstFlag < 0 ? [] : words.slice(firstFlag);
const unknown = wanted.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  const names = benchmarks.map(({ name }) => name).join(', ');
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${names}.`);
  process.exit(2);
}

for (const { name, flags } of benchmarks) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const file = join(import.meta.dirname, `${name}.js`);
  const { status } = spawnSync(process.execPath, [...flags, file, ...further], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
