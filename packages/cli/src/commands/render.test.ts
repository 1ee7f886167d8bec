import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BROKEN_FILM, DEAR_FILM, FREE_FILM, PAID_FILM, UNPRICED_FILM } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { type Ended, runStoryboard } from '../testing/run-storyboard.ts';
import { commandText } from '../views/command-text.ts';

const FILES = {
  'film.yaml': FREE_FILM,
  'paid.yaml': PAID_FILM,
  'dear.yaml': DEAR_FILM,
  'unpriced.yaml': UNPRICED_FILM,
  'broken.yaml': BROKEN_FILM,
};

type Line = { readonly type: string; readonly [key: string]: unknown };

test('a free film is made without a question; the second time everything is reused', async () => {
  using folder = projectFolder(FILES);
  const first = await runStoryboard(['render', 'film.yaml', '--contact-sheet', 'sheet.png'], {
    folder: folder.path,
  });
  expect(first).toMatchObject({ code: 0 });
  expect(withoutFigures(first.stdout)).toBe(
    [
      'Film           film.mp4  1 s, 24 frames, # kB',
      'Contact sheet  sheet.png',
      'Clips          2 copied',
      'Sound          silent',
      'Shots          2 made',
      'Spent          nothing',
      '',
    ].join('\n'),
  );
  expect(withoutFigures(first.stderr).split('\n').sort()).toEqual([
    '',
    '  contact sheet  drawing',
    '  far  started, animatic',
    '  film  joining 2 clips',
    '  near  started, animatic',
    '✓ contact sheet  # s',
    '✓ far  # s',
    '✓ film  1 s, 24 frames  # s',
    '✓ near  # s',
  ]);
  expect(existsSync(join(folder.path, 'film.mp4'))).toBe(true);
  expect(readFileSync(join(folder.path, 'sheet.png')).subarray(1, 4).toString()).toBe('PNG');

  const second = await runStoryboard(['render', 'film.yaml', '--out', 'again.mp4'], { folder: folder.path });
  expect(second.stdout).toContain('Shots  2 reused');
  expect(readFileSync(join(folder.path, 'again.mp4'))).toEqual(readFileSync(join(folder.path, 'film.mp4')));
});

test('with --json every line is an event, the last one the summary, and standard error stays empty', async () => {
  using folder = projectFolder(FILES);
  const ended = await runStoryboard(['render', 'film.yaml', '--json'], { folder: folder.path });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const lines = eventsOf(ended);
  expect(lines[0]).toMatchObject({ type: 'render-start', storyboard: 'film.yaml', takes: 2 });
  expect(lines.filter(({ type }) => type === 'summary')).toHaveLength(1);
  expect(lines.at(-1)).toMatchObject({
    type: 'summary',
    status: 'done',
    exitCode: 0,
    spent: 0,
    film: { status: 'ready', frames: 24, file: join(folder.path, 'film.mp4') },
    outcomes: [
      { shot: 'near', status: 'succeeded' },
      { shot: 'far', status: 'succeeded' },
    ],
  });
});

test.each([
  { words: ['broken.yaml'], code: 3, status: 'invalid' },
  { words: ['absent.yaml'], code: 2, status: 'error' },
  { words: ['.'], code: 2, status: 'error' },
  { words: ['dear.yaml'], code: 4, status: 'refused' },
  { words: ['paid.yaml', '--budget', '0.01', '--yes'], code: 4, status: 'refused' },
  { words: ['unpriced.yaml', '--yes'], code: 4, status: 'refused' },
  { words: ['paid.yaml', '--yes'], code: 2, status: 'error' },
  { words: ['film.yaml', '--only', 'nobody'], code: 2, status: 'error' },
  { words: ['film.yaml', '--provider', 'nobody'], code: 2, status: 'error' },
  { words: ['film.yaml', '--out', '.'], code: 2, status: 'error' },
  { words: ['plan.json'], code: 2, status: 'error' },
  { words: ['film.yaml', '--ffmpeg', 'no-such-ffmpeg'], code: 1, status: 'error' },
])('render $words ends with $code, spends nothing and leaves nothing', async ({ words, code, status }) => {
  using folder = projectFolder(FILES);
  const human = await runStoryboard(['render', ...words], { folder: folder.path });
  expect({ code: human.code, stdout: human.stdout }).toEqual({ code, stdout: '' });
  expect(human.stderr).toMatch(/\S/);
  const machine = await runStoryboard(['render', ...words, '--json'], { folder: folder.path });
  expect(machine.code).toBe(code);
  const lines = eventsOf(machine);
  expect(lines.at(-1)).toMatchObject({ type: 'summary', status, exitCode: code });
  expect(lines.filter(({ type }) => type === 'summary')).toHaveLength(1);
  expect(readdirSync(folder.path).sort()).toEqual(Object.keys(FILES).sort());
});

test('a file that is not there is no invalid storyboard', async () => {
  using folder = projectFolder(FILES);
  const ended = await runStoryboard(['render', 'absent.yaml', '--json'], { folder: folder.path });
  expect(eventsOf(ended).at(-1)).toMatchObject({
    status: 'error',
    exitCode: 2,
    error: { code: 'usage', message: 'There is no file absent.yaml.' },
    film: { status: 'none', why: 'There is no file absent.yaml.' },
  });
});

test('a refused budget is shown as plan shows it, with the ways out and their places', async () => {
  using folder = projectFolder(FILES);
  for (const words of [['dear.yaml'], ['dear.yaml', '--only', 'embrace'], ['unpriced.yaml']]) {
    const plan = await runStoryboard(['plan', ...words], { folder: folder.path });
    const ended = await runStoryboard(['render', ...words], { folder: folder.path });
    expect(ended.stderr).toBe(plan.stdout);
  }
});

test('--only makes some shots and what is held of the others', async () => {
  using folder = projectFolder(FILES);
  const one = await runStoryboard(['render', 'film.yaml', '--only', 'far'], { folder: folder.path });
  expect(one.code).toBe(0);
  expect(one.stdout).toContain('Shots      1 made, 1 left out');
  expect(one.stdout).toContain('Not in it  near, left out and not held');
  const other = await runStoryboard(['render', 'film.yaml', '--only', 'near'], { folder: folder.path });
  expect(other.stdout).toContain('Shots  1 made, 1 reused');
});

test('STORYBOARD_DIR moves what is kept', async () => {
  using folder = projectFolder(FILES);
  const environment = { STORYBOARD_DIR: 'elsewhere' };
  const ended = await runStoryboard(['render', 'film.yaml'], { folder: folder.path, environment });
  expect(ended.code).toBe(0);
  expect(readdirSync(folder.path)).toContain('elsewhere');
  expect(readdirSync(folder.path)).not.toContain('.storyboard');
});

test('a shot that cannot be made fails alone; the command that goes on makes it', async () => {
  using folder = projectFolder(FILES);
  // An ffmpeg that fails the first time it is given any work.
  const ffmpeg = ffmpegThat(folder.path, 'mkdir "$0.failed" 2>/dev/null || exec ffmpeg "$@"');
  const words = ['render', 'film.yaml', '--concurrency', '1', '--ffmpeg', ffmpeg];
  const ended = await runStoryboard(words, { folder: folder.path });
  expect(ended.code).toBe(5);
  expect(ended.stdout).toMatch(/^Film {3}none: .*near.*\nShots {2}1 made, 1 failed\n/);
  expect(ended.stderr).toMatch(/✗ near {2}\S/);
  expect(ended.stderr).toContain('1 take failed. Everything that was made is kept.');
  expect(ended.stderr).toContain(`\n\n  ${commandText(words)}\n`);
  expect(existsSync(join(folder.path, 'film.mp4'))).toBe(false);

  const machine = await runStoryboard([...words, '--json'], { folder: folder.path });
  expect(machine).toMatchObject({ code: 0, stderr: '' });
  expect(eventsOf(machine).at(-1)).toMatchObject({
    outcomes: [
      { shot: 'near', reused: false },
      { shot: 'far', reused: true },
    ],
  });
});

test('the summary of a render with a failed shot says so', async () => {
  using folder = projectFolder(FILES);
  const ffmpeg = ffmpegThat(folder.path, 'true');
  const ended = await runStoryboard(['render', 'film.yaml', '--ffmpeg', ffmpeg, '--json'], {
    folder: folder.path,
  });
  expect(ended).toMatchObject({ code: 5, stderr: '' });
  expect(eventsOf(ended).at(-1)).toMatchObject({
    type: 'summary',
    status: 'failed',
    exitCode: 5,
    film: { status: 'none' },
    outcomes: [
      { shot: 'near', status: 'failed', failure: { message: expect.stringMatching(/\S/) } },
      { shot: 'far', status: 'failed' },
    ],
  });
});

test('a film that cannot be assembled ends with 8 and keeps every take', async () => {
  using folder = projectFolder(FILES);
  expect((await runStoryboard(['render', 'film.yaml'], { folder: folder.path })).code).toBe(0);
  rmSync(join(folder.path, 'film.mp4'));
  rmSync(join(folder.path, '.storyboard', 'cache'), { recursive: true, force: true });
  const ffmpeg = ffmpegThat(folder.path, 'true');
  const words = ['render', 'film.yaml', '--ffmpeg', ffmpeg];
  const ended = await runStoryboard(words, { folder: folder.path });
  expect(ended.code).toBe(8);
  expect(ended.stdout).toContain('Shots  2 reused');
  expect(ended.stdout).toContain('Film   none: it could not be made of the takes.');
  expect(ended.stderr).toContain('error: ');
  expect(ended.stderr).toContain(
    `Every take is kept. When that is mended, go on with:\n\n  ${commandText(words)}\n`,
  );
  const machine = await runStoryboard([...words, '--json'], { folder: folder.path });
  expect(eventsOf(machine).at(-1)).toMatchObject({
    type: 'summary',
    status: 'not-assembled',
    exitCode: 8,
    error: { code: 'assembly-failed' },
    film: { status: 'none' },
  });
  expect(existsSync(join(folder.path, 'film.mp4'))).toBe(false);
});

test('--verbose shows how each clip got into the film', async () => {
  using folder = projectFolder(FILES);
  const ended = await runStoryboard(['render', 'film.yaml', '--verbose'], { folder: folder.path });
  expect(ended.stdout).toMatch(/\n {2}near {2}(?:copied|encoded now): /);
});

function eventsOf({ stdout }: Ended): readonly Line[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** An ffmpeg that says what it can do as the real one does, and given work does something of a shell, then fails. */
function ffmpegThat(folder: string, does: string): string {
  const path = join(folder, 'ffmpeg.sh');
  const asked = 'case " $* " in *" -version "*|*" -h "*) exec ffmpeg "$@";; esac';
  writeFileSync(path, `#!/bin/sh\n${asked}\n${does}\necho broken >&2\nexit 1\n`, { mode: 0o755 });
  return path;
}

/** Times and sizes differ from run to run. */
function withoutFigures(text: string): string {
  return text.replace(/\d+(\.\d+)? (?=kB)/g, '# ').replace(/(?<= {2})\d+(\.\d+)? s$/gm, '# s');
}
