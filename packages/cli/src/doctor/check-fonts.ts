import type { Check } from './check.ts';

/** One character each of scripts that come from fonts of their own, and an emoji. */
const SAMPLES = { Latin: 'é', Chinese: '雪', Arabic: 'ع', Devanagari: 'क' } as const;
const EMOJI = '🦊';

/** Whether the animatic can write: its fonts come with storyboard, and so does what draws with them. */
export async function checkFonts(): Promise<Check> {
  const name = 'fonts';
  try {
    const { openFonts } = await import('@storyboard/renderer');
    const fonts = await openFonts([...Object.values(SAMPLES), EMOJI]);
    const missing = Object.entries(SAMPLES).flatMap(([script, sample]) =>
      fonts.covers(sample.codePointAt(0) ?? 0) ? [] : [script],
    );
    if (fonts.emoji(EMOJI) === undefined) missing.push('emoji');
    return missing.length === 0
      ? { name, status: 'ok', found: `${Object.keys(SAMPLES).join(', ')} and emoji can be drawn` }
      : {
          name,
          status: 'warning',
          found: `no font for ${missing.join(', ')}`,
          advice: 'Install storyboard again, with its dependencies.',
        };
  } catch (thrown) {
    const message = thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown);
    return {
      name,
      status: 'problem',
      found: `text cannot be drawn: ${message}`,
      advice: 'Install storyboard again, with its optional dependencies.',
    };
  }
}
