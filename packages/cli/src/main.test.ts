import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';
import { FREE_FILM, PAID_FILM } from './testing/films.ts';
import { projectFolder } from './testing/project-folder.ts';
import { BIN, runStoryboard } from './testing/run-storyboard.ts';

const { version } = JSON.parse(readFileSync(join(BIN, '..', '..', 'package.json'), 'utf8'));

test.each(['--version', '-V'])('%s prints the version and nothing else', async (flag) => {
  using folder = projectFolder({});
  expect(await runStoryboard([flag], { folder: folder.path })).toEqual({
    code: 0,
    signal: null,
    stdout: `${version}\n`,
    stderr: '',
  });
});

test.each([
  ['--version', '--json'],
  ['--json', '-V'],
])('%s %s prints the version as JSON', async (...words) => {
  using folder = projectFolder({});
  const ended = await runStoryboard(words, { folder: folder.path });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(ended.stdout)).toEqual({ version });
});

test
  .runIf(process.platform === 'linux')
  .each(['schema', 'plan film.yaml', 'plan film.yaml --json', 'validate film.yaml', '--version', '--help'])(
  '%s on a full disk says so in one sentence',
  (line) => {
    using folder = projectFolder({ 'film.yaml': FREE_FILM });
    const ended = spawnSync('sh', ['-c', `"$0" "$1" ${line} > /dev/full`, process.execPath, BIN], {
      cwd: folder.path,
      env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
      encoding: 'utf8',
    });
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(/^error: Standard output could not be written to the end: ENOSPC.*\.\n$/);
  },
);

/** Node asks for its version before anything else is loaded, so a preloaded file can tell the command another one. */
async function runUnder(node: string) {
  using folder = projectFolder({
    'other-node.cjs': `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${node}' } });`,
  });
  return await runStoryboard(['--version'], {
    folder: folder.path,
    nodeFlags: ['--require', join(folder.path, 'other-node.cjs')],
  });
}

test.each(['4.9.1', '18.20.8', '20.20.2', '22.18.0', '23.11.1', '24.10.0', '25.2.0'])(
  'Node %s is told in one sentence that it does not serve',
  async (node) => {
    const ended = await runUnder(node);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toBe(
      `storyboard needs Node 22.19, 24.11, or 26 and newer; this is Node ${node} (${process.execPath}).\n`,
    );
  },
);

test.each(['22.19.0', '22.22.0', '24.11.0', '26.0.0', '30.1.2'])('Node %s serves', async (node) => {
  expect(await runUnder(node)).toMatchObject({ code: 0, stdout: `${version}\n` });
});

test('an old Node can parse the executable: nothing in it is newer than ECMAScript 2015 but import()', async () => {
  const written = readFileSync(BIN, 'utf8').replace('import(', 'load(');
  const shown = (code: string) => code.replace(/\s|;/g, '');
  const { code } = await transform(written, { target: 'es2015', charset: 'utf8' });
  const { code: untouched } = await transform(written, { target: 'esnext', charset: 'utf8' });
  expect(shown(code)).toBe(shown(untouched));
});

test('without its bundle the executable says what to run', async () => {
  using folder = projectFolder({
    'package.json': '{ "type": "module" }',
    'bin/storyboard.js': readFileSync(BIN, 'utf8'),
  });
  const ended = spawnSync(process.execPath, [join(folder.path, 'bin', 'storyboard.js'), '--version'], {
    encoding: 'utf8',
  });
  expect(ended).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'storyboard is not built yet; build it with:\n\n  pnpm build\n\n',
  });
});

test('a reader that goes away early ends nothing with an error', async () => {
  using folder = projectFolder({});
  const ended = await runStoryboard(['schema'], {
    folder: folder.path,
    onOutput: (child) => child.stdout?.destroy(),
  });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
});

test.each([
  { environment: {}, words: [], coloured: false },
  { environment: { FORCE_COLOR: '1' }, words: [], coloured: true },
  { environment: { FORCE_COLOR: '1' }, words: ['--no-color'], coloured: false },
  { environment: { NO_COLOR: '1' }, words: [], coloured: false },
  { environment: { FORCE_COLOR: '0', NO_COLOR: '' }, words: [], coloured: false },
])('colour with $environment and $words: $coloured', async ({ environment, words, coloured }) => {
  using folder = projectFolder({
    'film.yaml': PAID_FILM,
    'broken.yaml': FREE_FILM.replace('title', 'titel'),
  });
  for (const command of [['plan', 'film.yaml'], ['validate', 'broken.yaml'], ['models'], ['rendr']]) {
    const ended = await runStoryboard([...command, ...words], { folder: folder.path, environment });
    expect(`${ended.stdout}${ended.stderr}`.includes('\u001B[')).toBe(coloured);
  }
});
