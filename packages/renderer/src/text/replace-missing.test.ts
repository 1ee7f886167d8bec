import { expect, test } from 'vitest';
import { openFonts } from './open-fonts.ts';
import { replaceMissing } from './replace-missing.ts';

test.each([
  ['what the fonts have stays', 'Raccoon 浣熊 🦝 ❤️ ✔', 'Raccoon 浣熊 🦝 ❤️ ✔'],
  ['fancy letters become plain ones', '𝓗𝓮𝓵𝓵𝓸 𝟙𝟚 ₂', 'Hello 12 2'],
  ['what nobody has becomes a dot', 'a𓀀b\u{10FFFD}', 'a•b•'],
  ['a letter stays when its mark is missing', 'Z\u0334a\u0355l\u0308 \u0436\u0334', 'Zal\u0308 \u0436'],
  ['a mark that can be drawn stays beside one that cannot', 'e\u0301\u0334', '\u00E9'],
  ['a letter that only its marked form asks a font for is loaded', '\u03B6\u0334', '\u03B6'],
  ['a mark on nothing that can be drawn becomes a dot', '\u{13000}\u0334', '•'],
  ['an unknown emoji falls into its parts', '🦝\u200D🎬', '🦝🎬'],
])('%s', async (_, text, drawn) => {
  expect(replaceMissing(text, await openFonts([text]))).toBe(drawn);
});
