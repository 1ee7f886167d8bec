import type { PlannedTake } from '@storyboard/core';
import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { standInsText } from './stand-ins-text.ts';

const HERE = 'http://127.0.0.1:4000';

function reused(shot: string, origin?: string, provider = 'loom'): PlannedTake {
  return { action: 'reuse', shot, provider, ...(origin === undefined ? {} : { origin }) } as PlannedTake;
}

function textOf(takes: readonly PlannedTake[], origins: ReadonlyMap<string, string> = new Map()): string {
  return standInsText({ takes }, { file: 'film.yaml', origins }, plainLook(80));
}

test('takes that a stand-in made are told once for each place, whatever number of takes there are', () => {
  const takes = [
    reused('a', HERE),
    reused('a', HERE),
    reused('b', HERE),
    reused('c', 'http://[::1]:1', 'mill'),
    reused('d'),
  ];
  expect(textOf(takes)).toBe(`warning: a and b were made by a stand-in on this machine: loom at ${HERE}.
warning: c was made by a stand-in on this machine: mill at http://[::1]:1.
To have them made by the service, remove their files and render again; the files are listed by:

  storyboard takes film.yaml

`);
});

test.each<[string, PlannedTake]>([
  ['of the service itself', reused('a')],
  ['of the place that is asked now', reused('a', 'http://localhost:7')],
  ['of a place on another machine', reused('a', 'https://proxy.example')],
  ['that is made now', { ...reused('a', HERE), action: 'generate' } as unknown as PlannedTake],
])('nothing is said of a take %s', (_, take) => {
  expect(textOf([take], new Map([['loom', 'http://localhost:7']]))).toBe('');
});
