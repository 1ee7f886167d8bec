import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkEncoder, type PictureForm } from '../../packages/renderer/src/index.ts';
import { openWorkbench, type Workbench } from '../../packages/renderer/src/testing/workbench.ts';
import { findChromium } from '../../scripts/ensure-chromium.js';
import { CODED, readCode } from './bar-code.ts';
import { knownFilm, makeFilm, type WantedClip } from './make-film.ts';
import { h264, makeTake, type Take } from './make-take.ts';
import { openPlayer, type Player, type ShownPicture } from './open-player.ts';
import { type KnownFilm, weightAt } from './problems-of.ts';

const chromium = findChromium();
// Films are played in their own time, so both are at once.
const options = { timeout: 900_000, concurrent: true };
const PATIENCE_MS = 60_000;
const RATE = 24;
/** Frames. */
const MOST_LATE = 12;

/** Three groups of pictures each, coded so differently that no two have the same parameter sets. */
const kinds = [
  [...h264(10), '-refs', '1'],
  [...h264(10, 0), '-refs', '4'],
  [...h264(10, 3), '-refs', '3', '-crf', '24'],
  [...h264(30), '-refs', '2', '-x264-params', 'weightp=0:scenecut=0:open-gop=0'],
];

let bench: Workbench;
let takes: readonly Take[];

beforeAll(async () => {
  bench = await openWorkbench();
  const made = [...kinds, ...kinds.slice(0, 2)].map((video, shot) =>
    makeTake(bench, { shot, frames: 30, video }),
  );
  takes = await Promise.all([...made, makeTake(bench, { shot: 6, frames: 30, width: 288, height: 192 })]);
}, options.timeout);

afterAll(() => bench.close());

type Form = { readonly what: string; readonly mimeType: string; readonly pictures?: PictureForm };

const FORMS: readonly Form[] = [
  { what: 'takes that agree in little', mimeType: 'video/mp4; codecs="avc1.64000a, mp4a.40.2"' },
  {
    what: 'AV1',
    mimeType: 'video/mp4; codecs="av01.0.00M.08, mp4a.40.2"',
    pictures: { codec: 'av1', quality: 'draft', preset: undefined },
  },
];

test.skipIf(chromium === undefined && process.env['CI'] === undefined).each(FORMS)(
  'a film of $what can be sought and played in a browser, frame by frame, over all joins',
  options,
  async ({ what, mimeType, pictures }) => {
    if (chromium === undefined) throw new Error('There is no Chromium; the lines above the tests say why.');
    const known =
      pictures === undefined
        ? filmOf(takes, [0, 0, 0, 6, 12, 1, 0])
        : filmOf(takes.slice(0, 4), [0, 0, 6, 12]);
    const made = makeFilm(bench, known, what, pictures);
    const missing = await missingEncoder(pictures);
    if (missing !== undefined) return expect(made).rejects.toThrow(missing);
    const { outFile, problems, film } = await made;
    expect(problems).toEqual([]);
    const how = pictures === undefined ? 'copied' : 'encoded';
    expect(film.clips.slice(0, 2).map((clip) => clip.how)).toEqual([how, how]);

    await using player = await openPlayer(chromium, outFile);
    expect(await player.canPlay(mimeType)).toBe('probably');
    expect(player.film).toMatchObject(CODED);
    expect(player.film.seconds).toBeCloseTo(known.timeline.frames / RATE, 3);
    const sought: string[] = [];
    for (const frame of framesAroundJoins(known)) {
      sought.push(...(await wrongAfterSeek(player, known, frame)));
    }
    expect(sought).toEqual([]);

    const { shown, events } = await player.play(0, 0.5);
    expect(events).toEqual([]);
    expect(shown.flatMap((picture) => wrongInPlay(known, picture))).toEqual([]);
    // A busy machine shows fewer than there are, but never none of a whole second.
    const seen = new Set(shown.flatMap((picture) => clipsAt(known, frameOf(picture))));
    expect(seen.size).toBe(known.timeline.clips.length);
  },
);

/** What is said where this ffmpeg has no encoder for the film. */
async function missingEncoder(pictures: PictureForm | undefined): Promise<string | undefined> {
  if (pictures === undefined) return undefined;
  return checkEncoder(pictures.codec, bench.ffmpeg).then(
    () => undefined,
    (problem: Error) => problem.message,
  );
}

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

/** A busy browser draws a later picture than the one that it tells of, but never an earlier or a wrong one. */
function wrongInPlay(known: KnownFilm, picture: ShownPicture): readonly string[] {
  const told = frameOf(picture);
  const wrong = wrongIn(known, picture);
  for (let late = 1; late <= MOST_LATE && wrong.length > 0; late += 1) {
    if (wrongIn(known, { ...picture, seconds: (told + late) / RATE }).length === 0) return [];
  }
  return wrong;
}

function filmOf(takes: readonly Take[], fades: readonly number[]): KnownFilm {
  return knownFilm(takes.map((take, index): WantedClip => ({ take, fade: fades[index] ?? 0 })));
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
