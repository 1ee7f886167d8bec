// One assembly as a process of its own: what is built is measured, not its sources.
import { readFileSync } from 'node:fs';

const renderer = new URL('../../packages/renderer/dist/', import.meta.url);
const { assembleFilm } = await import(new URL('assemble/assemble-film.js', renderer).href);
const [, , order = ''] = process.argv;
const { files, ...input } = JSON.parse(readFileSync(order, 'utf8'));
const { clips } = await assembleFilm({ ...input, files: new Map(files) });
if (process.env['STORYBOARD_BENCH_HOW'] !== undefined) console.error(JSON.stringify(clips));
