import { expect, test } from 'vitest';
import { findFfmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { refusalOf, timelineOf } from '../testing/workbench.ts';
import { checkTransitions } from './check-transitions.ts';

const film = (type: string) =>
  timelineOf([
    { shot: 'a', frames: 12 },
    { shot: 'b', frames: 12, transition: { type, frames: 6 } },
  ]);

test('a transition that this ffmpeg does not have is refused before anything is made', async () => {
  const { path } = await findFfmpeg({ environment: process.env });
  await checkTransitions(film('fade'), path);
  const refusal = await refusalOf(checkTransitions(film('teleport'), path));
  expect(refusal).toMatchObject({
    code: 'assembly-failed',
    message: 'Shot "b": this ffmpeg has no transition "teleport".',
  });
});

test('a film without transitions asks no ffmpeg', async () => {
  await checkTransitions(timelineOf([{ shot: 'a', frames: 12 }]), '/nowhere/ffmpeg');
});
