import { expect, test } from 'vitest';
import { checkExample, resolveExample, saidOf } from '../example/check-example.ts';

/** Shots by id, each with what it continues. */
const film = (shots: Readonly<Record<string, string>>) =>
  `version: 1\nshots:\n${Object.entries(shots)
    .map(
      ([id, continues]) =>
        `  - { id: ${id}, prompt: x${continues === '' ? '' : `, continues: ${continues}`} }\n`,
    )
    .join('')}`;
const said = (shots: Readonly<Record<string, string>>) => saidOf(checkExample(film(shots)).diagnostics);

test('a chain of shots is resolved', () => {
  const { shots } = resolveExample(film({ a: '', b: 'a', c: 'b', d: 'a' }));
  expect(shots.map(({ continues }) => continues?.shot)).toEqual([undefined, 'a', 'b', 'a']);
});

test.each([
  [{ a: '', b: 'aa' }, ['4:36 error unknown-shot: There is no shot `aa` to continue.']],
  [{ a: 'b', b: '' }, ['3:36 error continues-later: `a` continues `b`, which comes later in the film.']],
  [{ a: 'a' }, ['3:36 error continues-cycle: Shots continue each other in a circle: a → a.']],
  [
    { a: 'c', b: 'a', c: 'b' },
    ['3:36 error continues-cycle: Shots continue each other in a circle: a → c → b → a.'],
  ],
  [
    { a: 'b', b: 'c', c: 'b', d: 'e', e: 'd' },
    [
      '3:36 error continues-later: `a` continues `b`, which comes later in the film.',
      '4:36 error continues-cycle: Shots continue each other in a circle: b → c → b.',
      '6:36 error continues-cycle: Shots continue each other in a circle: d → e → d.',
    ],
  ],
])('%j is refused', (shots, messages) => {
  expect(said(shots)).toEqual(messages.map((message) => `film.yaml:${message}`));
});

test('a chain of ten thousand shots the wrong way round is looked at once', () => {
  const shots = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [`s${index}`, `s${index + 1}`]),
  );
  const began = performance.now();
  const { diagnostics } = checkExample(film({ ...shots, s10000: 's0' }));
  expect(diagnostics).toMatchObject([{ code: 'continues-cycle' }]);
  expect(diagnostics[0]?.message).toBe(
    'Shots continue each other in a circle: s0 → s1 → s2 → s3 → s4 → s5 → … → s9997 → s9998 → s9999 → s10000 → s0.',
  );
  expect(performance.now() - began).toBeLessThan(50_000);
});

test('the prompt may name the shot it continues, unless a reference has that name', () => {
  const text = (references: string) =>
    `version: 1\n${references}shots:\n  - { id: a, prompt: x }\n  - { id: b, prompt: "@a goes on", continues: a }\n`;
  expect(resolveExample(text('')).shots[1]).toMatchObject({
    promptParts: [{ reference: 'a:last-frame' }, { text: ' goes on' }],
    references: [],
  });
  expect(resolveExample(text('references: { a: { image: a.png } }\n')).shots[1]).toMatchObject({
    promptParts: [{ reference: 'a' }, { text: ' goes on' }],
    references: ['a'],
  });
});

test('a prompt that names a shot it does not continue is told how', () => {
  const text = 'version: 1\nshots:\n  - { id: meet, prompt: x }\n  - { id: b, prompt: "@meet goes on" }\n';
  expect(checkExample(text).diagnostics).toMatchObject([
    {
      code: 'unknown-reference',
      hint: '`meet` is a shot; to go on from it, add `continues: meet` to this one.',
    },
  ]);
});
