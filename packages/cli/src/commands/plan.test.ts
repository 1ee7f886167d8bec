import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BROKEN_FILM, DEAR_FILM, FREE_FILM, PAID_FILM, UNPRICED_FILM } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { runStoryboard } from '../testing/run-storyboard.ts';

const FILES = {
  'free.yaml': FREE_FILM,
  'paid.yaml': PAID_FILM,
  'dear.yaml': DEAR_FILM,
  'unpriced.yaml': UNPRICED_FILM,
  'broken.yaml': BROKEN_FILM,
};

test.each([
  { words: ['free.yaml'], code: 0 },
  { words: ['paid.yaml'], code: 0 },
  { words: ['dear.yaml'], code: 4 },
  { words: ['unpriced.yaml'], code: 0 },
  { words: ['unpriced.yaml', '--allow-unpriced'], code: 0 },
  { words: ['paid.yaml', '--budget', '0.10'], code: 4 },
  { words: ['paid.yaml', '--provider', 'animatic'], code: 0 },
  { words: ['dear.yaml', '--provider', 'animatic', '--only', 'meet'], code: 0 },
  { words: ['broken.yaml'], code: 3 },
  { words: ['absent.yaml'], code: 2 },
  { words: ['paid.yaml', '--only', 'nobody'], code: 2 },
  { words: ['paid.yaml', '--provider', 'shortapy'], code: 2 },
])('plan $words ends with $code, with and without --json', async ({ words, code }) => {
  using folder = projectFolder(FILES);
  expect((await runStoryboard(['plan', ...words], { folder: folder.path })).code).toBe(code);
  const ended = await runStoryboard(['plan', ...words, '--json'], { folder: folder.path });
  expect(ended.code).toBe(code);
  expect(JSON.parse(ended.stdout)).toMatchObject({ exitCode: code });
});

test.each(['free', 'paid', 'dear', 'unpriced', 'broken'])(
  'the plan of %s.yaml reads as the golden page',
  async (name) => {
    using folder = projectFolder(FILES);
    const { stdout, stderr } = await runStoryboard(['plan', `${name}.yaml`], { folder: folder.path });
    await expect(`${stderr}${stdout}`).toMatchFileSnapshot(`golden/plan-${name}.txt`);
  },
);

test('planning writes nothing, and says the same twice', async () => {
  using folder = projectFolder(FILES);
  const first = await runStoryboard(['plan', 'paid.yaml', '--json'], { folder: folder.path });
  const second = await runStoryboard(['plan', 'paid.yaml', '--json'], { folder: folder.path });
  expect(second).toEqual(first);
  expect(first.stderr).toBe('');
  expect(readdirSync(folder.path).sort()).toEqual(Object.keys(FILES).sort());
});

test('--out saves the plan; what is printed with --json is the plan and what was said of the file', async () => {
  using folder = projectFolder(FILES);
  const ended = await runStoryboard(['plan', 'dear.yaml', '--json', '--out', 'plan.json'], {
    folder: folder.path,
  });
  const { diagnostics, exitCode, ...plan } = JSON.parse(ended.stdout);
  expect(JSON.parse(readFileSync(join(folder.path, 'plan.json'), 'utf8'))).toMatchObject({
    format: 1,
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    storyboard: 'dear.yaml',
    plan,
  });
  expect({ diagnostics, exitCode }).toEqual({ diagnostics: [], exitCode: 4 });
  expect(plan).toMatchObject({ format: 1, storyboard: { path: 'dear.yaml' }, budget: { allowed: false } });
});

test.each([
  ['no/plan.json', 'its folder does not exist'],
  ['free.yaml/plan.json', 'its folder does not exist'],
  ['folder.json', 'a folder stands in its place'],
  ['table.json', 'it is a file of the storyboard'],
  ['./x/../table.json', 'it is a file of the storyboard'],
])('--out %s is wrong usage and leaves nothing', async (out, why) => {
  using folder = projectFolder({ ...FILES, 'table.json': FREE_FILM, 'folder.json/.keep': '' });
  const before = readdirSync(folder.path);
  const ended = await runStoryboard(['plan', 'table.json', '--out', out], { folder: folder.path });
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain(`${out} cannot be written: ${why}.`);
  expect(readdirSync(folder.path)).toEqual(before);
  expect(readFileSync(join(folder.path, 'table.json'), 'utf8')).toBe(FREE_FILM);
});

test.each([
  { budget: '0.10', code: 4, source: 'STORYBOARD_BUDGET' },
  { budget: '$100', code: 0, source: 'budget.limit' },
])('STORYBOARD_BUDGET=$budget caps what a file may cost', async ({ budget, code, source }) => {
  using folder = projectFolder(FILES);
  const environment = { STORYBOARD_BUDGET: budget };
  const ended = await runStoryboard(['plan', 'paid.yaml', '--json'], { folder: folder.path, environment });
  expect(ended.code).toBe(code);
  expect(JSON.parse(ended.stdout).budget.ceiling.source).toBe(source);
});

test('a STORYBOARD_BUDGET that is no amount stops the command', async () => {
  using folder = projectFolder(FILES);
  const environment = { STORYBOARD_BUDGET: 'plenty' };
  const ended = await runStoryboard(['plan', 'paid.yaml'], { folder: folder.path, environment });
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain('STORYBOARD_BUDGET is "plenty"');
});

test.each([
  ['paid.yaml', 'SHORTAPI_BASE_URL', 'http://example.com', 'without https, the key could be read on its way'],
  ['unpriced.yaml', 'AIMLAPI_BASE_URL', 'ftp://example.com', 'is no http address'],
  ['unpriced.yaml', 'AIMLAPI_BASE_URL', 'https://u:p@example.com', 'has a user and password in it'],
])('%s is not planned with %s=%s, as it is not rendered', async (file, name, value, says) => {
  using folder = projectFolder(FILES);
  const environment = { [name]: value };
  for (const flags of [[], ['--json']]) {
    const ended = await runStoryboard(['plan', file, ...flags], { folder: folder.path, environment });
    expect(ended.code).toBe(2);
    expect(`${ended.stdout}${ended.stderr}`).toContain(says);
  }
  const free = await runStoryboard(['plan', 'free.yaml'], { folder: folder.path, environment });
  expect(free.code).toBe(0);
});

test('a price list that cannot be read is warned of, once, unless nobody is to be asked', async () => {
  using folder = projectFolder(FILES);
  const online = {
    AIMLAPI_BASE_URL: 'http://127.0.0.1:9',
    STORYBOARD_OFFLINE: '0',
    XDG_CACHE_HOME: join(folder.path, '.cache'),
  };
  const run = (words: readonly string[], environment: Readonly<Record<string, string>>) =>
    runStoryboard(['plan', 'unpriced.yaml', ...words], { folder: folder.path, environment });
  const said = await run([], online);
  expect(said.code).toBe(0);
  // A busy machine may not hear of the refusal in time.
  const why = /The prices of AI\/ML API could not be read: .*(?:refused|no answer)/g;
  expect(said.stderr.match(why)).toHaveLength(1);
  expect(JSON.parse((await run(['--json'], online)).stdout).diagnostics).toMatchObject([
    { code: 'prices-unread', severity: 'warning' },
  ]);
  const offline = await run(['--json'], { ...online, STORYBOARD_OFFLINE: '1' });
  expect(JSON.parse(offline.stdout).diagnostics).toEqual([]);
});

test.each(['', ' '])('a cap that is set to %j is refused, not passed over', async (budget) => {
  using folder = projectFolder({ 'film.yaml': PAID_FILM });
  for (const words of [
    ['plan', 'film.yaml'],
    ['render', 'film.yaml', '--yes'],
  ]) {
    const ended = await runStoryboard(words, {
      folder: folder.path,
      environment: { STORYBOARD_BUDGET: budget },
    });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('STORYBOARD_BUDGET is set but empty');
  }
});
