import type { Plan, RenderEvent } from '@storyboard/core';
import type { Assembler } from '@storyboard/renderer';
import { expect, test } from 'vitest';
import { planStoryboard } from '../plan/plan-storyboard.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { prepareFilm } from './prepare-film.ts';

const FILM = `version: 1
output: { aspect: "1:1", codec: hevc, quality: master, fade_out: 0.25 }
defaults: { provider: house, duration: 0.5 }
shots:
  - { id: one, prompt: red }
  - { id: two, prompt: green, takes: 3 }
  - { id: three, prompt: blue, transition: { type: fade, duration: 0.25 } }
soundtrack: { music: { file: theme.wav, gain_db: -6, loop: true }, loudness: -16 }
`;

test('every picked take is prepared as soon as it is there, with its neighbours', async () => {
  const { input, calls, assembler } = await prepared(FILM.replace('duration: 0.5 }', 'duration: 20 }'));
  const hear = prepareFilm({ ...input, picks: new Map([['two', 3]]) }, assembler);
  hear({ type: 'job-progress', id: 'one/1', fraction: 1 });
  hear(end('two/1'));
  hear({ type: 'job-end', id: 'one/1', status: 'failed', failure: { kind: 'moderation', message: 'No.' } });
  expect(calls).toEqual([]);
  hear(end('two/3'));
  hear(end('three/1'));
  hear(end('three/1'));
  hear(end('one/1'));
  expect(calls.map(({ files }) => [...files.keys()])).toEqual([['two'], ['two', 'three'], ['one', 'two']]);
  expect(calls[1]?.files.get('three')).toMatch(/objects\/aa\/aa1.*\.mp4$/);
});

test('a short take is prepared with all that one stretch of sound may have in it', async () => {
  const { input, calls, assembler } = await prepared();
  const hear = prepareFilm(input, assembler);
  for (const id of ['three/1', 'one/1', 'two/1']) hear(end(id));
  expect(calls.map(({ files }) => [...files.keys()])).toEqual([
    ['three'],
    ['one', 'three'],
    ['one', 'two', 'three'],
  ]);
});

test('it is prepared for the film that is made in the end', async () => {
  const { input, calls, assembler, music } = await prepared();
  prepareFilm(input, assembler)(end('one/1'));
  const [call] = calls;
  expect(call?.cut.timeline).toMatchObject({
    frames: 30,
    clips: [{ shot: 'one' }, { shot: 'two' }, { shot: 'three' }],
    ending: { frames: 6 },
  });
  expect(call?.cut.pictures).toEqual({ codec: 'hevc', quality: 'master', preset: undefined });
  expect(call?.cut.sound).toEqual({
    music: { file: music, gainDb: -6, fadeIn: 0, fadeOut: 0, loop: true, duck: false },
    loudness: -16,
  });
  expect([...(call?.cut.toDecode ?? [])]).toEqual(['one', 'two', 'three']);
  prepareFilm({ ...input, draft: true }, assembler)(end('one/1'));
  expect(calls[1]?.cut.pictures).toEqual({ codec: 'hevc', quality: 'draft', preset: undefined });
});

test('what is drawn here is not decoded to find damage in it', async () => {
  const { input, calls, assembler } = await prepared();
  const catalogue = TEST_CATALOGUE.map((provider) => ({ ...provider, local: provider.id === 'house' }));
  prepareFilm({ ...input, catalogue }, assembler)(end('one/1'));
  expect([...(calls[0]?.cut.toDecode ?? ['none'])]).toEqual([]);
});

test('of a plan for some shots the film of those is prepared', async () => {
  const { input, calls, assembler } = await prepared();
  const plan: Plan = { ...input.plan, takes: input.plan.takes.filter(({ shot }) => shot !== 'two') };
  prepareFilm({ ...input, plan }, assembler)(end('three/1'));
  expect(calls[0]?.cut.timeline.clips.map(({ shot }) => shot)).toEqual(['one', 'three']);
});

test('what is held is prepared at once where the rest is still to be made, and left alone where nothing is', async () => {
  const { input, calls, assembler } = await prepared();
  const held = (ids: readonly string[]): Plan => ({
    ...input.plan,
    takes: input.plan.takes.map((take) =>
      ids.includes(take.id)
        ? { ...take, action: 'reuse', artifact: 'b'.repeat(64), provider: 'house', model: 'one' }
        : take,
    ) as Plan['takes'],
  });
  const hear = prepareFilm({ ...input, plan: held(['one/1', 'two/1', 'two/2']) }, assembler);
  expect(calls.map(({ files }) => [...files.keys()])).toEqual([['one', 'two']]);
  hear({ type: 'job-end', id: 'one/1', status: 'reused', artifact: 'b'.repeat(64) });
  expect(calls).toHaveLength(1);
  hear(end('three/1'));
  expect([...(calls[1]?.files.keys() ?? [])]).toEqual(['one', 'two', 'three']);
  const all = input.plan.takes.map(({ id }) => id);
  prepareFilm({ ...input, plan: held(all) }, assembler);
  expect(calls).toHaveLength(2);
});

test('colours that are matched from shot to shot are prepared together', async () => {
  const { input, calls, assembler } = await prepared(
    FILM.replace('duration: 0.5 }', 'duration: 0.5, match: colour }'),
  );
  const hear = prepareFilm(input, assembler);
  hear(end('one/1'));
  hear(end('two/1'));
  hear(end('three/1'));
  expect([...(calls[2]?.files.keys() ?? [])]).toEqual(['one', 'two', 'three']);
});

test('what goes wrong there never reaches the run', async () => {
  const { input } = await prepared();
  const hear = prepareFilm(input, {
    prepare: () => {
      throw new Error('The disk is gone.');
    },
  });
  expect(() => hear(end('one/1'))).not.toThrow();
});

function end(id: string): RenderEvent {
  return { type: 'job-end', id, status: 'succeeded', artifact: `aa${id.at(-1)}${'0'.repeat(61)}` };
}

async function prepared(film = FILM) {
  await using folder = await temporaryFolder({ 'film.yaml': film, 'theme.wav': 'RIFF\0\0\0\0WAVE' });
  const planned = await planStoryboard(folder.file('film.yaml'), { catalogue: TEST_CATALOGUE });
  if (!planned.ok) throw new Error(JSON.stringify(planned.diagnostics));
  const calls: { cut: Parameters<Assembler['prepare']>[0]; files: ReadonlyMap<string, string> }[] = [];
  const assembler: Pick<Assembler, 'prepare'> = {
    prepare: (cut, files) => void calls.push({ cut, files }),
  };
  const input = { ...planned, catalogue: TEST_CATALOGUE, store: { path: planned.storeFolder } };
  return { input, calls, assembler, music: planned.files.get('theme.wav')?.file };
}
