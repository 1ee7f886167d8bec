import { expect, test } from 'vitest';
import { FREE_FILM } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { runStoryboard } from '../testing/run-storyboard.ts';
import { COMMANDS } from './commands.ts';

test('without words, help stands on standard error and the usage was wrong', async () => {
  using folder = projectFolder({});
  const ended = await runStoryboard([], { folder: folder.path });
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain('Usage: storyboard <command> [options]');
});

test('help lists every command', async () => {
  using folder = projectFolder({});
  const ended = await runStoryboard(['--help'], { folder: folder.path });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  await expect(ended.stdout).toMatchFileSnapshot('golden/help.txt');
});

test.each(COMMANDS.map(({ name }) => name))('help of %s ends with examples', async (name) => {
  using folder = projectFolder({});
  const ended = await runStoryboard([name, '--help'], { folder: folder.path });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toMatch(new RegExp(`Examples:\\n  storyboard ${name}`));
  await expect(ended.stdout).toMatchFileSnapshot(`golden/help-${name}.txt`);
  expect(ended.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(await runStoryboard(['help', name], { folder: folder.path })).toEqual(ended);
});

test.each([
  { words: ['rendr', '--help'], says: "Unknown command 'rendr'. Did you mean render?", hint: '--help' },
  { words: ['rendr', 'film.yaml'], says: "Unknown command 'rendr'. Did you mean render?", hint: '--help' },
  {
    words: ['plan', 'film.yaml', '--budgt', '3'],
    says: "Unknown option '--budgt'. Did you mean --budget?",
    hint: 'plan --help',
  },
  { words: ['help', 'plam'], says: "Unknown command 'plam'. Did you mean plan?", hint: '--help' },
  { words: ['help', 'frobnicate'], says: "Unknown command 'frobnicate'.", hint: '--help' },
  { words: ['frobnicate'], says: "Unknown command 'frobnicate'.", hint: '--help' },
  { words: ['validate'], says: "Missing required argument 'file'.", hint: 'validate --help' },
  { words: ['plan', 'a.yaml', 'b.yaml'], says: 'Too many arguments for', hint: 'plan --help' },
  {
    words: ['plan', 'film.yaml', '--budget', 'ten'],
    says: 'Write dollars, such as 2.50.',
    hint: 'plan --help',
  },
  {
    words: ['plan', 'film.yaml', '--budget', '-1'],
    says: 'Write dollars, such as 2.50.',
    hint: 'plan --help',
  },
  {
    words: ['plan', 'film.yaml', '--budget', '1.0000001'],
    says: 'at most six decimals',
    hint: 'plan --help',
  },
  { words: ['plan', 'film.yaml', '--out', ''], says: 'No file is named.', hint: 'plan --help' },
  { words: ['render', 'film.yaml', '--out', ''], says: 'No file is named.', hint: 'render --help' },
  { words: ['render', 'film.yaml', '--only', ''], says: 'No shot is named.', hint: 'render --help' },
  { words: ['render', 'film.yaml', '--out', 'film.webm'], says: 'end in .mp4', hint: 'render --help' },
  { words: ['preview', 'film.yaml', '--out', 'film.gif'], says: 'end in .mp4', hint: 'preview --help' },
  {
    words: ['preview', 'film.yaml', '--contact-sheet', 'sheet.jpg'],
    says: 'end in .png',
    hint: 'preview --help',
  },
  { words: ['plan', '-film.yaml'], says: 'If it is a file, write ./-film.yaml', hint: 'plan --help' },
  { words: ['plan', 'film.yaml', '--format', 'jso'], says: 'Did you mean json?', hint: 'plan --help' },
  { words: ['plan', 'film.yaml', '--budget'], says: 'argument missing', hint: 'plan --help' },
  { words: ['render', 'film.yaml', '--concurrency', '0'], says: 'from 1 to 100', hint: 'render --help' },
  { words: ['render', 'film.yaml', '--only', 'a,,b'], says: 'commas between', hint: 'render --help' },
  { words: ['render', 'film.yaml', '--frozn'], says: 'Did you mean --frozen?', hint: 'render --help' },
  { words: ['plan', 'film.yaml', '--out', 'plan.yaml'], says: 'end in .json', hint: 'plan --help' },
  { words: ['pick', 'film.yaml', 'meet'], says: "Missing required argument 'n'.", hint: 'pick --help' },
  { words: ['pick', 'film.yaml', 'a', '1', '2'], says: 'Too many arguments for', hint: 'pick --help' },
  { words: ['statsu', 'film.yaml'], says: 'Did you mean status?', hint: '--help' },
  { words: ['resolve', 'film.yaml', '--adopt', ''], says: 'Write the id of the job', hint: 'resolve --help' },
  { words: ['resolve', 'film.yaml', '--abandn'], says: 'Did you mean --abandon?', hint: 'resolve --help' },
  {
    words: ['validate', 'film.yaml', '--format', 'xml'],
    says: 'human, json, github',
    hint: 'validate --help',
  },
])('$words is wrong usage: $says', async ({ words, says, hint }) => {
  using folder = projectFolder({ 'film.yaml': FREE_FILM });
  const ended = await runStoryboard(words, { folder: folder.path });
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain(says);
  expect(ended.stderr).toContain(`\n  storyboard ${hint}\n`);
});

test.each([
  { words: ['plan', '--json', 'film.yaml', '--nope'], stream: false },
  { words: ['validate', 'film.yaml', '--format', 'json', '--nope'], stream: false },
  { words: ['render', 'film.yaml', '--json', '--nope'], stream: true },
  { words: ['preview', '--json'], stream: true },
])('wrong usage is JSON too where JSON was asked for: $words', async ({ words, stream }) => {
  using folder = projectFolder({ 'film.yaml': FREE_FILM });
  const ended = await runStoryboard(words, { folder: folder.path });
  expect(ended.code).toBe(2);
  expect(JSON.parse(ended.stdout)).toEqual({
    ...(stream ? { type: 'summary', status: 'error' } : {}),
    error: { code: 'usage', message: expect.any(String), hint: expect.stringContaining('--help') },
    exitCode: 2,
  });
});
