import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from '../../packages/renderer/src/testing/workbench.ts';
import { findChromium } from '../../scripts/ensure-chromium.js';
import { CODED, readCode } from './bar-code.ts';
import { knownFilm, makeFilm, type WantedClip } from './make-film.ts';
import { h264, makeTake } from './make-take.ts';
import { openPlayer, type Player, type ShownPicture } from './open-player.ts';
import { type KnownFilm, weightAt } from './problems-of.ts';

const chromium = findChromium();
const options = { timeout: 300_000 };
const PATIENCE_MS = 60_000;
const RATE = 24;

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

/** Three groups of pictures each, coded so differently that no two have the same parameter sets. */
const kinds = [
  [...h264(10), '-refs', '1'],
  [...h264(10, 0), '-refs', '4'],
  [...h264(10, 3), '-refs', '3', '-crf', '24'],
  [...h264(30), '-refs', '2', '-x264-params', 'weightp=0:scenecut=0:open-gop=0'],
];

test.skipIf(chromium === undefined && process.env['CI'] === undefined)(
  'a film of takes that agree in little can be sought and played in a browser, frame by frame, over all joins',
  options,
  async () => {
    if (chromium === undefined) throw new Error('There is no Chromium; the lines above the tests say why.');
    const takes = await Promise.all(
      [...kinds, ...kinds].map((video, shot) => makeTake(bench, { shot, frames: 30, video })),
    );
    const other = await makeTake(bench, { shot: 8, frames: 30, width: 288, height: 192 });
    const fades = [0, 0, 0, 6, 0, 12, 0, 1, 0];
    const clips = [...takes, other].map((take, index): WantedClip => ({ take, fade: fades[index] ?? 0 }));
    const known = knownFilm(clips);
    const { outFile, problems, film } = await makeFilm(bench, known, 'played');
    expect(problems).toEqual([]);
    expect(film.clips.slice(0, 2).map(({ how }) => how)).toEqual(['copied', 'copied']);

    await using player = await openPlayer(chromium, outFile);
    expect(player.film).toMatchObject(CODED);
    expect(player.film.seconds).toBeCloseTo(known.timeline.frames / RATE, 3);
    const sought: string[] = [];
    for (const frame of framesAroundJoins(known)) {
      sought.push(...(await wrongAfterSeek(player, known, frame)));
    }
    expect(sought).toEqual([]);

    const { shown, events } = await player.play(0, 0.5);
    expect(events).toEqual([]);
    expect(shown.flatMap((picture) => wrongIn(known, picture))).toEqual([]);
    // A busy machine shows fewer than there are, but never none of a whole second.
    const seen = new Set(shown.flatMap((picture) => clipsAt(known, frameOf(picture))));
    expect(seen.size).toBe(clips.length);
  },
);

/** On both sides of every beginning and end of a transition, in an order that jumps to and fro. */
function framesAroundJoins({ timeline }: KnownFilm): readonly number[] {
  const edges = timeline.clips.flatMap(({ start, transition }) => [start, start + (transition?.frames ?? 0)]);
  const frames = [...new Set(edges)].flatMap((edge) => [edge - 2, edge - 1, edge, edge + 1, edge + 9]);
  const inFilm = frames.filter((frame) => frame >= 0 && frame < timeline.frames);
  return inFilm.toSorted((one, two) => ((one * 37) % 101) - ((two * 37) % 101));
}

/** A busy browser shows the picture some time after it says so; a wrong picture stays wrong. */
async function wrongAfterSeek(player: Player, known: KnownFilm, frame: number): Promise<readonly string[]> {
  await player.seek((frame + 0.5) / RATE);
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const wrong = wrongIn(known, { ...(await player.look()), seconds: frame / RATE });
    if (wrong.length === 0 || performance.now() > end) return wrong;
    await setTimeout(50);
  }
}

/** What is wrong with a picture, by the codes of the clips that make up half of it or more. */
function wrongIn({ timeline, takes }: KnownFilm, picture: ShownPicture): readonly string[] {
  const at = frameOf(picture);
  return clipsAt({ timeline, takes }, at).flatMap((index) => {
    const clip = timeline.clips[index];
    const frame = at - (clip?.start ?? 0);
    if (weightAt(timeline, index, frame) < 0.5) return [];
    const shot = takes.get(clip?.shot ?? '')?.shot ?? -1;
    const read = readCode(picture.luma, shot % 2 === 0 ? 'even' : 'odd');
    if (read?.shot === shot && read.frame === frame) return [];
    const what = read === undefined ? 'nothing that can be read' : `frame ${read.frame} of ${read.shot}`;
    return [`at frame ${at}: ${what}, not frame ${frame} of ${shot}`];
  });
}

function clipsAt({ timeline }: KnownFilm, frame: number): readonly number[] {
  return timeline.clips.flatMap(({ start, frames }, index) =>
    frame >= start && frame < start + frames ? [index] : [],
  );
}

function frameOf({ seconds }: ShownPicture): number {
  return Math.round(seconds * RATE);
}
