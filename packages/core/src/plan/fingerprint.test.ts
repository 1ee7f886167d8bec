import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHECK_CATALOGUE, resolveExample } from '../example/check-example.ts';
import {
  EXAMPLE_REFERENCES,
  exampleInput,
  exampleShot,
  exampleStoryboard,
} from '../example/example-storyboard.ts';
import type { Json } from '../provider/operation.ts';
import type { GenerationRequest } from '../provider/request.ts';
import type { ResolvedReference, ResolvedShot } from '../storyboard/resolved.ts';
import { canonicalJson } from './canonical-json.ts';
import { fingerprintOf, requestIdentity } from './fingerprint.ts';
import { planRender } from './plan-render.ts';
import type { PlanInput } from './planning.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

const request: GenerationRequest = {
  provider: 'paper',
  model: 'paper/one',
  prompt: '@Video1 waves.',
  negativePrompt: 'crowds',
  references: [
    { name: 'a', kind: 'video', description: 'x', type: 'file', path: 'a.mp4', digest: 'd1', sizeBytes: 10 },
    { name: 'b', kind: 'image', description: 'y', type: 'url', url: 'https://b.example', sha256: 'd2' },
    { name: 'c', kind: 'image', description: '', type: 'take', fingerprint: 'f1', use: 'last-frame' },
  ],
  duration: 5,
  resolution: '720p',
  aspect: '16:9',
  audio: false,
  shotType: 'single',
  seed: 0,
  options: { style: 'oil' },
};

test('a fingerprint is the hash of the canonical JSON of what decides a take', () => {
  const identity: Json = {
    provider: 'paper',
    model: 'paper/one',
    prompt: '@Video1 waves.',
    negativePrompt: 'crowds',
    references: [
      { kind: 'video', type: 'file', digest: 'd1' },
      { kind: 'image', type: 'url', url: 'https://b.example', sha256: 'd2' },
      { kind: 'image', type: 'take', fingerprint: 'f1', use: 'last-frame' },
    ],
    duration: 5,
    resolution: '720p',
    aspect: '16:9',
    audio: false,
    shotType: 'single',
    seed: 0,
    options: { style: 'oil' },
  };
  expect(requestIdentity(request)).toBe(canonicalJson(identity));
  expect(fingerprintOf(requestIdentity(request), 2, hash)).toBe(
    hash(canonicalJson({ v: 1, request: identity, take: 2 })),
  );
  expect(fingerprintOf(requestIdentity(request), 2, hash, 3)).toBe(
    hash(canonicalJson({ v: 1, request: identity, take: 2, copy: 3 })),
  );
});

test('fingerprints stay what they are from one version of the program to the next', () => {
  expect(fingerprintOf(requestIdentity(request), 1, hash)).toBe(
    '18d427a358ec69a713ca41d8898fc4ee178ff4b23554135679d923754fc31154',
  );
});

test('what is absent from a request is absent from what is hashed', () => {
  const bare: GenerationRequest = {
    ...request,
    negativePrompt: undefined,
    references: [],
    aspect: undefined,
    audio: undefined,
    shotType: undefined,
    seed: undefined,
    options: {},
  };
  expect(requestIdentity(bare)).toBe(
    '{"duration":5,"model":"paper/one","options":{},"prompt":"@Video1 waves.","provider":"paper","references":[],"resolution":"720p"}',
  );
});

const [first, second, third] = request.references as [
  GenerationRequest['references'][0],
  GenerationRequest['references'][0],
  GenerationRequest['references'][0],
];

test.each<[string, Partial<GenerationRequest>]>([
  ['provider', { provider: 'ink' }],
  ['model', { model: 'paper/two' }],
  ['prompt', { prompt: '@Video1 waves' }],
  ['negative prompt', { negativePrompt: 'crowd' }],
  ['missing negative prompt', { negativePrompt: undefined }],
  ['empty negative prompt', { negativePrompt: '' }],
  ['duration', { duration: 6 }],
  ['resolution', { resolution: '1080p' }],
  ['aspect', { aspect: '9:16' }],
  ['missing aspect', { aspect: undefined }],
  ['sound', { audio: true }],
  ['missing sound switch', { audio: undefined }],
  ['shot type', { shotType: 'multi' }],
  ['seed', { seed: 1 }],
  ['missing seed', { seed: undefined }],
  ['value of an option', { options: { style: 'ink' } }],
  ['missing option', { options: {} }],
  ['order of the references', { references: [second, first, third] }],
  ['missing reference', { references: [first, second] }],
  ['bytes of a file', { references: [{ ...first, digest: 'd9' } as typeof first, second, third] }],
  ['kind of a reference', { references: [{ ...first, kind: 'image' }, second, third] }],
  ['address', { references: [first, { ...second, url: 'https://c.example' } as typeof first, third] }],
  ['promised digest', { references: [first, { ...second, sha256: 'd9' } as typeof first, third] }],
  ['missing promise', { references: [first, { ...second, sha256: undefined } as typeof first, third] }],
  ['continued take', { references: [first, second, { ...third, fingerprint: 'f9' } as typeof first] }],
  ['use of the continued take', { references: [first, second, { ...third, use: 'clip' } as typeof first] }],
])('another %s is another take', (_, change) => {
  expect(requestIdentity({ ...request, ...change })).not.toBe(requestIdentity(request));
});

test('another name, description, path or size of a reference is the same take', () => {
  const renamed = request.references.map((reference) =>
    reference.type === 'file'
      ? { ...reference, name: 'z', description: 'z', path: 'z', sizeBytes: 1 }
      : { ...reference, name: 'z', description: 'z' },
  );
  expect(requestIdentity({ ...request, references: renamed })).toBe(requestIdentity(request));
});

test('another take number is another take', () => {
  const identity = requestIdentity(request);
  expect(fingerprintOf(identity, 2, hash)).not.toBe(fingerprintOf(identity, 1, hash));
});

/** Shots as they could be written, `continues` being the index of an earlier one. */
const anyShots = fc.array(
  fc.record({
    words: fc.constantFrom('runs', 'waits'),
    names: fc.constantFrom([], [], ['mona', 'gallery'], ['raccoon']),
    provider: fc.constantFrom('paper/one', 'chalk'),
    duration: fc.constantFrom(5, 5, 5, 4),
    takes: fc.integer({ min: 1, max: 2 }),
    seed: fc.constantFrom(undefined, undefined, undefined, 0, 5),
    continues: fc.option(fc.nat({ max: 20 }), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 8 },
);

type WrittenShots = typeof anyShots extends fc.Arbitrary<infer Shots> ? Shots : never;

test('shot ids, reference names, file paths and the machine never matter', () => {
  fc.assert(
    fc.property(anyShots, (shots) => {
      const rename = (name: string) => `${name.slice(1)}${name}`;
      const moved = EXAMPLE_REFERENCES.map(
        (reference): ResolvedReference => ({
          ...reference,
          name: rename(reference.name),
          source:
            reference.source.type === 'url' ? reference.source : { type: 'file', path: 'C:/elsewhere/x.bin' },
          at: { path: 'other.yaml', pointer: ['references', 0] },
        }),
      );
      const original = exampleInput(exampleStoryboard(write(shots, 'shot', (name) => name)), { hash });
      const changed: PlanInput = {
        ...exampleInput(
          {
            ...exampleStoryboard(write(shots, 'other', rename), {}, moved.toReversed()),
            path: '/home/me/z.yaml',
            title: 'Other',
          },
          { hash },
        ),
        catalogue: original.catalogue.toReversed(),
        digests: new Map(
          [...original.digests].map(([name, value]) => [rename(name), value]).reverse() as never,
        ),
      };
      expect(fingerprintsOf(changed)).toEqual(fingerprintsOf(original));
    }),
  );
});

test('what becomes of the film never matters to a take', () => {
  const film = (output: string, shot: string) =>
    resolveExample(
      `version: 1\noutput: { resolution: 720p${output} }\ndefaults: { provider: paper, model: one${shot} }\n` +
        'shots: [{ id: a, prompt: A fox runs. }, { id: b, prompt: It waits., takes: 2 }]\n',
    );
  const plan = (storyboard: PlanInput['storyboard']) =>
    fingerprintsOf({ ...exampleInput(storyboard, { hash }), catalogue: CHECK_CATALOGUE });
  const plain = plan(film('', ''));
  expect(plain).toHaveLength(3);
  const made =
    ', codec: hevc, quality: draft, preset: fast, fade_out: 1, poster: p.png, gif: g.gif, contact_sheet: s.png';
  expect(plan(film(made, ', match: colour, fit: crop'))).toEqual(plain);
});

test('the order of shots never matters, but for drawn takes that differ in nothing else', () => {
  fc.assert(
    fc.property(anyShots, fc.infiniteStream(fc.nat()), (shots, keys) => {
      const written = write(shots, 'shot', (name) => name);
      const weights = new Map(written.map(({ id }) => [id, keys.next().value as number]));
      const shuffled = reordered(written, weights);
      const plan = planRender(exampleInput(exampleStoryboard(written), { hash })).plan;
      const other = planRender(exampleInput(exampleStoryboard(shuffled), { hash })).plan;
      const all = (takes: typeof plan.takes) => takes.map(({ fingerprint }) => fingerprint).sort();
      expect(all(other.takes)).toEqual(all(plan.takes));
      const paid = (takes: typeof plan.takes) =>
        Object.fromEntries(
          takes
            .filter(({ routes }) => routes[0].provider === 'paper')
            .filter(({ routes }) => routes[0].request.references.every(({ type }) => type !== 'take'))
            .map(({ id, fingerprint }) => [id, fingerprint]),
        );
      expect(paid(other.takes)).toEqual(paid(plan.takes));
    }),
  );
});

test('a take goes on from the picked take of the shot before', () => {
  const shots = [
    exampleShot('meet', { takes: 2 }),
    exampleShot('embrace', { continues: { shot: 'meet', use: 'last-frame' } }),
  ];
  const input = exampleInput(exampleStoryboard(shots), { hash });
  const [one, two, first] = fingerprintsOf(input);
  const picked = planRender({ ...input, picks: new Map([['meet', 2]]) }).plan.takes;
  expect(one).not.toBe(two);
  expect(picked[2]?.fingerprint).not.toBe(first);
  expect(picked[2]?.routes[0].request.references).toMatchObject([{ type: 'take', fingerprint: two }]);
  expect(picked[2]?.after).toEqual(['meet/2']);
});

test('takes of one shot get seeds that count on from its own, and stay within what the model takes', () => {
  const shots = [exampleShot('a', { takes: 3, seed: 98 }), exampleShot('b', { takes: 2 })];
  const { plan } = planRender(exampleInput(exampleStoryboard(shots)));
  expect(plan.takes.map(({ routes }) => routes[0].request.seed)).toEqual([98, 99, 0, undefined, undefined]);
});

function write(
  shots: WrittenShots,
  prefix: string,
  name: (reference: string) => string,
): readonly ResolvedShot[] {
  return shots.map(({ words, names, provider, continues, ...settings }, index) =>
    exampleShot(`${prefix}${index}`, {
      promptParts: [{ text: words }, ...names.map((reference) => ({ reference: name(reference) }))],
      prompt: words,
      routes: [{ provider: provider === 'chalk' ? 'chalk' : 'paper', model: provider }],
      continues:
        continues === undefined || index === 0
          ? undefined
          : { shot: `${prefix}${continues % index}`, use: 'last-frame' },
      ...settings,
    }),
  );
}

/** By weight, but every shot after the one that it continues. */
function reordered(
  shots: readonly ResolvedShot[],
  weights: ReadonlyMap<string, number>,
): readonly ResolvedShot[] {
  const left = shots.toSorted((one, other) => (weights.get(one.id) ?? 0) - (weights.get(other.id) ?? 0));
  const placed: ResolvedShot[] = [];
  while (left.length > 0) {
    const ready = left.findIndex(
      ({ continues }) => continues === undefined || placed.some(({ id }) => id === continues.shot),
    );
    placed.push(...left.splice(ready, 1));
  }
  return placed;
}

function fingerprintsOf(input: PlanInput): readonly string[] {
  return planRender(input).plan.takes.map(({ fingerprint }) => fingerprint);
}
