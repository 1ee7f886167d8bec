import { expect, test } from 'vitest';
import { findBreaks } from './find-breaks.ts';
import { splitClusters } from './split-clusters.ts';

/** The text with a bar wherever a line may break, and two where it must. */
function marked(text: string): string {
  const clusters = splitClusters(text);
  const breaks = findBreaks(text, clusters);
  const bars = { never: '', may: '|', must: '‖' };
  return clusters.map((cluster, index) => bars[breaks[index] ?? 'never'] + cluster.text).join('');
}

test.each([
  ['after blanks', 'a bc  d', 'a |bc  |d'],
  ['not at blanks that hold together', '5\u00A0s a', '5\u00A0s |a'],
  ['at line ends', 'a\nb', 'a\n‖b'],
  [
    'between ideographs, not before closing nor after opening punctuation',
    '浣熊「走」，进',
    '浣|熊|「走」，|进',
  ],
  ['not before small kana and long marks', 'アライグマがギャー', 'ア|ラ|イ|グ|マ|が|ギャー'],
  ['between a name and ideographs', '在@mona的', '在|@mona|的'],
  ['not within Korean words', '너구리가 들어', '너구리가 |들어'],
  ['between Thai words', 'ภาษาไทย', 'ภาษา|ไทย'],
  [
    'after a dash within a word, not in a number or before a sign',
    'well-lit -5 10-20',
    'well-|lit |-5 |10-20',
  ],
  ['around emoji, which stay whole', 'a👨‍👩‍👧🔥.', 'a|👨‍👩‍👧|🔥.'],
])('lines break %s', (_, text, expected) => {
  expect(marked(text)).toBe(expected);
});
