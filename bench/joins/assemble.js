// One assembly, as a process of its own.
import { readFileSync } from 'node:fs';
import { assembleFilm } from '../../packages/renderer/src/assemble/assemble-film.ts';

const [, , order = ''] = process.argv;
const { files, ...input } = JSON.parse(readFileSync(order, 'utf8'));
const { clips } = await assembleFilm({ ...input, files: new Map(files) });
if (process.env['STORYBOARD_BENCH_HOW'] !== undefined) console.error(JSON.stringify(clips));
