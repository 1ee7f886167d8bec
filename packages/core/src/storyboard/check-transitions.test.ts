import { expect, test } from 'vitest';
import { checkExample, codesOf, saidOf } from '../example/check-example.ts';

/** Durations of shots, each with the seconds of the transition into it; 0 for none. */
const film = (shots: readonly (readonly [number, number])[], fps = 24) =>
  `version: 1\noutput: { fps: ${fps} }\nshots:\n${shots
    .map(
      ([duration, fade], index) =>
        `  - { id: s${index}, prompt: x, duration: ${duration}${fade === 0 ? '' : `, transition: { duration: ${fade} }`} }\n`,
    )
    .join('')}`;

test.each([
  [
    [
      [5, 0],
      [5, 5],
      [5, 0],
    ],
  ],
  [
    [
      [5, 5],
      [5, 0],
    ],
  ],
  [
    [
      [5, 2],
      [5, 3],
      [5, 2],
    ],
  ],
  [
    [
      [1, 0.5],
      [1, 0.5],
      [1, 0.5],
    ],
  ],
])('%j fits exactly', (shots) => {
  expect(codesOf(film(shots as [number, number][]))).toEqual([]);
});

test.each([
  [
    'longer than the shot it leads into',
    [
      [9, 0],
      [5, 6],
    ],
    'film.yaml:5:51 error transition-too-long: The shot `s1` has 120 frames, but the transition into it takes 144.',
  ],
  [
    'longer than the shot it leads out of',
    [
      [5, 0],
      [9, 6],
    ],
    'film.yaml:5:51 error transition-too-long: The shot `s0` has 120 frames, but the transition out of it takes 144.',
  ],
  [
    'from black and longer than the first shot',
    [
      [5, 6],
      [9, 0],
    ],
    'film.yaml:4:51 error transition-too-long: The shot `s0` has 120 frames, but the transition into it takes 144.',
  ],
  [
    'together longer than the shot between them',
    [
      [9, 0],
      [5, 3],
      [9, 3],
    ],
    'film.yaml:6:51 error transition-too-long: The shot `s1` has 120 frames, but the transitions into and out of it take 72 + 72.',
  ],
] as const)('a transition is refused that is %s', (_, shots, message) => {
  expect(saidOf(checkExample(film(shots)).diagnostics)).toEqual([message]);
});

test('frames count, not seconds', () => {
  // 2.02 s and 3.02 s are 48.48 and 72.48 frames: 48 + 72 of 120.
  expect(
    codesOf(
      film([
        [9, 0],
        [5, 2.02],
        [9, 3.02],
      ]),
    ),
  ).toEqual([]);
  expect(
    codesOf(
      film([
        [9, 0],
        [5, 2.03],
        [9, 3.03],
      ]),
    ),
  ).toEqual(['transition-too-long']);
});

test('a shot or a transition of less than half a frame is nothing', () => {
  expect(
    saidOf(
      checkExample(
        film([
          [0.01, 0],
          [5, 0.01],
        ]),
      ).diagnostics,
    ),
  ).toEqual([
    'film.yaml:4:36 error out-of-range: The shot is shorter than a single frame of the film.',
    'film.yaml:5:51 error out-of-range: The transition is shorter than a single frame of the film.',
  ]);
  expect(
    codesOf(
      film(
        [
          [0.01, 0],
          [5, 0.01],
        ],
        60,
      ),
    ),
  ).toEqual([]);
});

test('the fade at the end has its place in the last shot', () => {
  const ending = (seconds: number, transition = 0) =>
    `version: 1\noutput: { fade_out: ${seconds} }\nshots:\n  - { id: a, prompt: x, duration: 5 }\n  - { id: b, prompt: x, duration: 2${
      transition === 0 ? '' : `, transition: { duration: ${transition} }`
    } }\n`;
  expect(codesOf(ending(2))).toEqual([]);
  expect(codesOf(ending(1, 1))).toEqual([]);
  expect(saidOf(checkExample(ending(3)).diagnostics)).toEqual([
    'film.yaml:2:21 error transition-too-long: The shot `b` has 48 frames, but the fade at the end of the film takes 72.',
  ]);
  expect(saidOf(checkExample(ending(1.5, 1)).diagnostics)).toEqual([
    'film.yaml:2:21 error transition-too-long: The shot `b` has 48 frames, but the transition into it takes 24 and the fade at the end of the film 36.',
  ]);
  expect(saidOf(checkExample(ending(0.01)).diagnostics)).toEqual([
    'film.yaml:2:21 error out-of-range: The fade at the end is shorter than a single frame of the film.',
  ]);
});
