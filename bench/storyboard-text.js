/** Words of the generated prompts. */
const WORDS =
  'slowly the camera follows her along a wet street while neon signs flicker and a distant train passes over the bridge above'.split(
    ' ',
  );

/**
 * The text of a storyboard with so many shots, about a third of a kilobyte each; the same text every time.
 *
 * @param {number} shots
 */
export function storyboardText(shots) {
  const head = `version: 1
title: ${shots} shots
budget: { limit: 100000 }
output: { aspect: "16:9", resolution: 720p, fps: 24 }
defaults:
  provider: shortapi
  model: wan-2.6-r2v
  duration: 5
references:
  raccoon: { video: https://example.com/raccoon.mp4, description: a raccoon }
  mona: { video: refs/mona.mp4, description: the woman of the portrait }
  gallery: { image: refs/gallery.png, description: a long gallery at night }
shots:
`;
  return head + Array.from({ length: shots }, (_, index) => shotText(index)).join('');
}

/**
 * The names of the references that are files of the project.
 *
 * @type {readonly string[]}
 */
export const FILE_REFERENCES = ['mona', 'gallery'];

/** @param {number} index */
function shotText(index) {
  const words = Array.from(
    { length: 36 },
    (_, word) => WORDS[(index * 7 + word * 5 + word * index) % WORDS.length],
  );
  const lines = [
    `  - id: shot-${index}`,
    `    prompt: "Take ${index}: @raccoon meets @mona${index % 3 === 0 ? ' in the @gallery' : ''}, ${words.join(' ')}."`,
  ];
  if (index % 2 === 0) lines.push(`    duration: ${2 + (index % 9)}`);
  if (index % 4 === 0) lines.push('    negative_prompt: blurred, crowded, text on screen');
  if (index % 5 === 0) lines.push('    transition: { type: fade, duration: 0.5 }');
  if (index % 7 === 0) lines.push('    takes: 2', `    priority: ${index % 3}`);
  if (index % 10 === 9) lines.push(`    continues: shot-${index - 1}`);
  return `${lines.join('\n')}\n`;
}
