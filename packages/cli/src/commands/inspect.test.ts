import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FREE_FILM } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { runStoryboard } from '../testing/run-storyboard.ts';

/** A film of somebody else: a test picture of a second, black from its middle on. */
function drawBlack(folder: string): void {
  const source =
    "testsrc2=size=320x180:rate=24:duration=1,drawbox=t=fill:c=black:enable='gte(n,12)',format=yuv420p";
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, join(folder, 'black.mp4')]);
}

test('a film of ours names its shots, and nothing is wrong with it', async () => {
  using folder = projectFolder({ 'film.yaml': FREE_FILM });
  expect((await runStoryboard(['preview', 'film.yaml'], { folder: folder.path })).code).toBe(0);
  const looked = await runStoryboard(['inspect', 'film.preview.mp4', '--strict', '--json'], {
    folder: folder.path,
  });
  expect({ code: looked.code, stderr: looked.stderr }).toEqual({ code: 0, stderr: '' });
  const { facts, findings, exitCode, file } = JSON.parse(looked.stdout);
  expect({ findings, exitCode, file }).toEqual({ findings: [], exitCode: 0, file: 'film.preview.mp4' });
  expect(facts.shots).toEqual([
    { shot: 'near', seconds: 0, durationSeconds: 0.5 },
    { shot: 'far', seconds: 0.5, durationSeconds: 0.5 },
  ]);
  expect(facts).toMatchObject({ indexFirst: true, pictures: { frames: 24 }, sound: { drift: 0 } });
  const human = await runStoryboard(['inspect', 'film.preview.mp4'], { folder: folder.path });
  expect(human.stdout).toMatch(
    /^Shots {5}near \(0:00\.0\) and far \(0:00\.5\)$[\s\S]*^Nothing is wrong with it\.\n$/m,
  );
});

test('what is found does not fail the command but with --strict, and can go into a workflow', async () => {
  using folder = projectFolder({});
  drawBlack(folder.path);
  const words = ['inspect', 'black.mp4'];
  const [human, strict, github] = await Promise.all(
    [words, [...words, '--strict'], [...words, '--format', 'github']].map((each) =>
      runStoryboard(each, { folder: folder.path }),
    ),
  );
  expect([human?.code, strict?.code, github?.code]).toEqual([0, 8, 0]);
  expect(human?.stdout).toMatch(/^! 0:00\.5 {2}It is black for 0\.5 s\. \[black\]\n\n1 finding\.\n$/m);
  expect(github?.stdout).toBe('::warning title=black,file=black.mp4::0:00.5: It is black for 0.5 s.\n');
});

test('a file that is not there, or is no film, is wrong usage', async () => {
  using folder = projectFolder({ 'film.yaml': FREE_FILM });
  writeFileSync(join(folder.path, 'list.mp4'), '#EXTM3U\n');
  for (const [file, reason] of [
    ['list.mp4', 'is a playlist, not a film'],
    ['film.yaml', 'is not an MP4 film'],
  ] as const) {
    const ended = await runStoryboard(['inspect', file], { folder: folder.path });
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: `error: ${file} ${reason}.\n` });
  }
  const none = await runStoryboard(['inspect', 'none.mp4'], { folder: folder.path });
  expect(none).toMatchObject({ code: 2, stdout: '', stderr: 'error: There is no file none.mp4.\n' });
  const json = await runStoryboard(['inspect', 'none.mp4', '--json'], { folder: folder.path });
  expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: 'media-unreadable' }, exitCode: 2 });
});
