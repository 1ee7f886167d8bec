import type { Timeline } from '@storyboard/core';
import { assembleFilm } from '../assemble/assemble-film.ts';
import { probeMedia } from '../media/probe-media.ts';
import type { Workbench } from './workbench.ts';

/** Assembles a film of files by shot on a workbench, and looks at what came out. */
export async function assemble(
  bench: Workbench,
  timeline: Timeline,
  files: Readonly<Record<string, string>>,
  name: string,
) {
  const outFile = bench.path(`${name}.mp4`);
  const film = await assembleFilm({
    timeline,
    files: new Map(Object.entries(files)),
    outFile,
    cacheFolder: bench.path('cache'),
    ffmpeg: bench.ffmpeg,
  });
  return { outFile, film, facts: await probeMedia(outFile) };
}
