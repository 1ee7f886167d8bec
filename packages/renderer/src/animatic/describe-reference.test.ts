import { expect, test } from 'vitest';
import { describeReference } from './describe-reference.ts';

test('a reference that continues a shot is called by the shot', () => {
  expect(
    describeReference({ name: 'meet:last-frame', kind: 'image', description: 'the picture before' }),
  ).toEqual({ name: 'meet', description: 'last frame', part: 'last frame' });
  expect(describeReference({ name: 'meet:clip', kind: 'video' })).toEqual({
    name: 'meet',
    description: 'clip',
    part: 'clip',
  });
});

test.each(['meet', 'clip', 'last-frame', 'meet-clip', ':clip', 'meet:other'])(
  'any other reference keeps its name: %s',
  (name) => {
    expect(describeReference({ name, kind: 'image', description: 'A lamp' })).toEqual({
      name,
      description: 'A lamp',
      part: '',
    });
  },
);
