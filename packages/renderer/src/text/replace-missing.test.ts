import { expect, test } from 'vitest';
import { openFonts } from './open-fonts.ts';
import { replaceMissing } from './replace-missing.ts';

test.each([
  ['what the fonts have stays', 'Raccoon 浣熊 🦝 ❤️ ✔', 'Raccoon 浣熊 🦝 ❤️ ✔'],
  ['fancy letters become plain ones', '𝓗𝓮𝓵𝓵𝓸 𝟙𝟚 ₂', 'Hello 12 2'],
  ['what nobody has becomes a dot', 'a𓀀b\u{10FFFD}', 'a•b•'],
  ['an unknown emoji falls into its parts', '🦝\u200D🎬', '🦝🎬'],
])('%s', async (_, text, drawn) => {
  expect(replaceMissing(text, await openFonts([text]))).toBe(drawn);
});
