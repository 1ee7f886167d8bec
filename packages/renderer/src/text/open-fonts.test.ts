import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { openFonts, visibleCodePoints } from './open-fonts.ts';
import { splitClusters } from './split-clusters.ts';

/** A sentence in every script whose font is bundled, with its own digits or signs where it has any. */
const SCRIPTS = {
  English: 'The raccoon sniffs at the frame — “slowly”, 5 × 3 €, £, …',
  Vietnamese: 'Con gấu mèo ngửi khung tranh, ánh sáng chiều rơi nghiêng.',
  Polish: 'Zażółć gęślą jaźń, łódź, Ő, ş, ğ, ā.',
  Greek: 'Το ρακούν μυρίζει την κορνίζα, ᾧ.',
  Russian: 'Енот нюхает раму. Їжак, ґанок, Ђорђе.',
  Chinese: '浣熊走进安静的画廊，嗅着画框。「龍」！？',
  Cantonese: '佢喺度嘅畫廊，冇人。',
  Japanese: 'アライグマは静かなギャラリーに入り、額縁の匂いを嗅ぐ。',
  Korean: '너구리가 조용한 갤러리에 들어가 액자를 킁킁거린다.',
  Arabic: 'يدخل الراكون إلى المعرض، ١٢٣؟ پچژگ',
  Urdu: 'ریکون گیلری میں داخل ہوتا ہے۔',
  Hebrew: 'הדביבון מרחרח את המסגרת, שָׁלוֹם ״טוב״.',
  Hindi: 'रैकून चित्र के फ्रेम को सूंघता है। क्षत्रिय ज्ञ १२३',
  Bengali: 'র‍্যাকুন ছবির ফ্রেম শুঁকছে। ক্ষ',
  Tamil: 'ரக்கூன் சட்டத்தை முகர்ந்து பார்க்கிறது.',
  Telugu: 'రకూన్ ఫ్రేమ్‌ను వాసన చూస్తుంది.',
  Gujarati: 'રેકૂન ફ્રેમ સૂંઘે છે.',
  Punjabi: 'ਰੈਕੂਨ ਫਰੇਮ ਸੁੰਘਦਾ ਹੈ।',
  Kannada: 'ರಕೂನ್ ಚೌಕಟ್ಟನ್ನು ಮೂಸುತ್ತದೆ.',
  Malayalam: 'റാക്കൂൺ ഫ്രെയിം മണക്കുന്നു.',
  Sinhala: 'රැකූන් රාමුව ආඝ්‍රාණය කරයි.',
  Thai: 'แรคคูนดมกรอบรูปที่แกลเลอรี ๑๒๓',
  Lao: 'ແຣັກຄູນດົມກອບຮູບ.',
  Khmer: 'រ៉ាក់គូនហិតស៊ុមរូបភាព។',
  Burmese: 'ရက်ကွန်းသည် ဘောင်ကို နမ်းသည်။',
  Georgian: 'ენოტი ჩარჩოს ყნოსავს.',
  Armenian: 'Ջրարջը հոտոտում է շրջանակը։',
  Amharic: 'ራኩን ፍሬሙን ያሸታል።',
  signs: '→ ← ↑ ↓ ★ ☆ ● ■ ♪ ≤ ≥ ≠ ∞ № ™ © ® ° ² ½ ※',
} as const;

test.each(Object.entries(SCRIPTS))('every character of %s has a glyph', async (_, text) => {
  const fonts = await openFonts([text]);
  expect(
    [...visibleCodePoints(text)]
      .filter((code) => !fonts.covers(code))
      .map((code) => String.fromCodePoint(code)),
  ).toEqual([]);
});

test.each(Object.entries(SCRIPTS))('no letter of %s is drawn as a box', async (_, text) => {
  const fonts = await openFonts([text]);
  const boxes = new Set(fonts.text.split(', ').map((family) => inkOf('\u{10FFFD}', family)));
  const blank = inkOf(' ', fonts.text);
  for (const cluster of splitClusters(text)) {
    if (/^\s/u.test(cluster.text)) continue;
    const ink = inkOf(cluster.text, fonts.text);
    expect(ink, cluster.text).not.toBe(blank);
    expect(boxes.has(ink), cluster.text).toBe(false);
  }
});

test('emoji come whole from one font, skin, families, flags and keycaps included', async () => {
  const emoji = ['🦝', '👍🏽', '👨‍👩‍👧', '🏳️‍🌈', '❤️‍🔥', '🇩🇪', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', '☀️', '👩🏿‍🚀'];
  const fonts = await openFonts([emoji.join(' ')]);
  const pictures = emoji.map((cluster) => {
    const family = fonts.emoji(cluster);
    return family === undefined ? undefined : inkOf(cluster, family);
  });
  expect(pictures).not.toContain(undefined);
  expect(new Set(pictures).size).toBe(emoji.length);
});

test('only the slices that a text needs are loaded', async () => {
  const fonts = await openFonts(['The raccoon']);
  expect(fonts.text).toBe('storyboard-inter-latin-opsz-normal');
});

test('Han characters take the shapes of the language around them', async () => {
  const families = async (text: string): Promise<string> => (await openFonts([text])).text;
  expect(await families('直線')).toMatch(/noto-sans-sc/);
  expect(await families('直線です')).not.toMatch(/noto-sans-sc/);
  expect(await families('直線이다')).toMatch(/noto-sans-kr/);
});

test('fonts are registered under names that no machine has', async () => {
  await openFonts(['A']);
  expect(GlobalFonts.has('storyboard-inter-latin-opsz-normal')).toBe(true);
});

function inkOf(text: string, families: string): string {
  const canvas = createCanvas(160, 80);
  const context = canvas.getContext('2d');
  context.lang = 'en';
  context.font = `400 40px ${families}`;
  context.fillText(text, 20, 52);
  return canvas.data().toString('latin1');
}
