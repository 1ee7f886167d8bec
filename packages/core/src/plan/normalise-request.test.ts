import { expect, test } from 'vitest';
import { EXAMPLE_CATALOGUE } from '../example/example-catalogue.ts';
import {
  EXAMPLE_REFERENCES,
  exampleInput,
  exampleShot,
  exampleStoryboard,
} from '../example/example-storyboard.ts';
import type { GenerationRequest } from '../provider/request.ts';
import type { ResolvedShot } from '../storyboard/resolved.ts';
import { normaliseRequest } from './normalise-request.ts';
import { routeModel } from './route-model.ts';

const everything = exampleShot('embrace', {
  prompt: 'In the @gallery @mona holds @raccoon.',
  negativePrompt: 'crowds',
  duration: 8,
  resolution: '1080p',
  shotType: 'multi',
  seed: 7,
  options: { style: 'oil', unheard: 'of' },
  continues: { shot: 'meet', use: 'last-frame' },
});

const mona = {
  name: 'mona',
  kind: 'video',
  description: 'the woman of the portrait',
  type: 'file',
  path: 'refs/mona.mp4',
  digest: 'digest of mona',
  sizeBytes: 1000,
} as const;
const raccoon = {
  name: 'raccoon',
  kind: 'video',
  description: 'a raccoon',
  type: 'url',
  url: 'https://paper.example/raccoon.mp4',
  sha256: undefined,
} as const;
const gallery = {
  name: 'gallery',
  kind: 'image',
  description: 'a long hall',
  type: 'file',
  path: 'refs/gallery.png',
  digest: 'digest of the gallery',
  sizeBytes: 2000,
} as const;
const meet = {
  name: 'meet:last-frame',
  kind: 'image',
  description: 'the picture before',
  type: 'take',
  fingerprint: 'fingerprint of meet',
  use: 'last-frame',
} as const;

test('a request has all that its model knows, references in the model’s order and spelling', () => {
  expect(requestAt('paper', 'paper/one', everything)).toStrictEqual({
    provider: 'paper',
    model: 'paper/one',
    prompt: 'In the @Image1 @Video1 holds @Video2.',
    negativePrompt: 'crowds',
    references: [mona, raccoon, gallery, meet],
    duration: 8,
    resolution: '1080p',
    aspect: undefined,
    audio: false,
    shotType: 'multi',
    seed: 7,
    options: { style: 'oil' },
  } satisfies GenerationRequest);
});

test('what a model has no parameter for is left out, and prose stands where it has no token', () => {
  expect(requestAt('ink', 'ink-1', everything)).toStrictEqual({
    provider: 'ink',
    model: 'ink-1',
    prompt: 'In the a long hall the woman of the portrait holds a raccoon.',
    negativePrompt: undefined,
    references: [gallery, meet, mona, raccoon],
    duration: 8,
    resolution: '1080p',
    aspect: '16:9',
    audio: undefined,
    shotType: undefined,
    seed: undefined,
    options: {},
  } satisfies GenerationRequest);
});

test('a clip that is continued is a video, a shot type or aspect that is not offered is left out', () => {
  const shot = exampleShot('next', {
    aspect: '1:1',
    continues: { shot: 'meet', use: 'clip' },
  });
  expect(requestAt('ink', 'ink-1', shot)).toMatchObject({
    aspect: undefined,
    references: [{ name: 'meet:clip', kind: 'video', type: 'take', use: 'clip' }],
  });
});

test('a reference without its digest, a take without its fingerprint and a route without its model are refused', () => {
  const { seed, continues, ...rest } = everything;
  expect(() => requestAt('paper', 'paper/one', { ...rest, seed, continues }, new Map())).toThrow(RangeError);
  const undeclared = exampleShot('lost', { prompt: '@nobody waves.' });
  expect(() => requestAt('paper', 'paper/one', undeclared)).toThrow('nobody');
  expect(() => requestAt('paper', 'paper/two', exampleShot('other'))).toThrow('paper/two');
});

function requestAt(
  provider: string,
  model: string,
  shot: ResolvedShot,
  digests = exampleInput(exampleStoryboard([])).digests,
): GenerationRequest {
  return normaliseRequest({
    shot,
    route: routeModel(EXAMPLE_CATALOGUE, { provider, model }),
    references: new Map(EXAMPLE_REFERENCES.map((reference) => [reference.name, reference])),
    digests,
    continued: 'fingerprint of meet',
  });
}
