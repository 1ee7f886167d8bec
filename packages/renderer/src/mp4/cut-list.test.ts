import { frameRate } from '@storyboard/core';
import { expect, test } from 'vitest';
import { timelineOf } from '../testing/workbench.ts';
import { boxesIn } from './boxes.ts';
import { cutListBox, cutListIn, cutListOf } from './cut-list.ts';

const TIMELINE = timelineOf(
  [
    { shot: 'meet', frames: 30, transition: { type: 'fade', frames: 6 } },
    { shot: 'Überall "x"', frames: 20 },
    { shot: 'end', frames: 25, transition: { type: 'wipeleft', frames: 5 } },
  ],
  { rate: frameRate(29.97), ending: { type: 'fade', frames: 12 } },
);

/** What is read where the box carries this text. */
function readOf(text: string) {
  const [ours] = boxesIn(cutListBox(cutListOf(TIMELINE, new Set())));
  const number = ours?.content.subarray(0, 16) ?? Buffer.alloc(16);
  return cutListIn([{ type: 'uuid', content: Buffer.concat([number, Buffer.from(text)]) }]);
}

test('what a film says of its cuts is read back: rate, clips, transitions, ending, drawings', () => {
  const list = cutListOf(TIMELINE, new Set(['end', 'not in it']));
  expect(list.drawn).toEqual(['end']);
  expect(cutListIn(boxesIn(cutListBox(list)))).toEqual(list);
  const plain = cutListOf(timelineOf([{ shot: 'one', frames: 10 }]), new Set());
  expect(cutListIn(boxesIn(cutListBox(plain)))).toEqual(plain);
});

test('a box of somebody else is none of ours', () => {
  expect(cutListIn([{ type: 'uuid', content: Buffer.from('0123456789abcdef{}') }])).toBeUndefined();
  expect(cutListIn([{ type: 'free', content: Buffer.alloc(0) }])).toBeUndefined();
});

test.each([
  '',
  'null',
  '[]',
  '{"clips":[]}',
  '{"rate":[24,1]}',
  '{"rate":[0,1],"clips":[]}',
  '{"rate":[24,1],"clips":[["one",0]]}',
  '{"rate":[24,1],"clips":[["one",-1,10]]}',
  '{"rate":[24,1],"clips":[[1,0,10]]}',
  '{"rate":[24,1],"clips":[["one",0,1e99]]}',
])('a cut list that says %s says nothing', (text) => {
  expect(readOf(text)).toBeUndefined();
});
