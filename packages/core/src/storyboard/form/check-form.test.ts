import { expect, test } from 'vitest';
import { checkExample, resolveExample } from '../../example/check-example.ts';

/** `place code: message | hint`, for a storyboard with these lines. */
const said = (text: string) =>
  checkExample(text).diagnostics.map(({ place, code, message, hint }) => {
    const where = `${place?.start.line}:${place?.start.column}`;
    return `${where} ${code}: ${message}${hint === undefined ? '' : ` | ${hint}`}`;
  });
const shot = (lines: string) => `version: 1\nshots:\n  - id: a\n    prompt: x\n    ${lines}\n`;
const top = (lines: string) => `version: 1\nshots: [{ id: a, prompt: x }]\n${lines}\n`;

test.each([
  [
    'a misspelt key',
    shot('duraton: 5'),
    ['5:5 unknown-key: This shot has no key `duraton`. | Did you mean `duration`?'],
  ],
  [
    'a key in another style',
    shot('negativePrompt: y'),
    ['5:5 unknown-key: This shot has no key `negativePrompt`. | Did you mean `negative_prompt`?'],
  ],
  [
    'a key of another place',
    shot('fps: 24'),
    [
      expect.stringMatching(
        /^5:5 unknown-key: This shot has no key `fps`\. \| It can have `id`, `prompt`, .*`options`\.$/,
      ),
    ],
  ],
  [
    'a misspelt required key is not missing too',
    'version: 1\nshots:\n  - id: a\n    promt: x\n',
    ['4:5 unknown-key: This shot has no key `promt`. | Did you mean `prompt`?'],
  ],
  [
    'a misspelt include is no shot',
    'version: 1\nshots:\n  - id: a\n    prompt: x\n  - inclde: b.yaml\n',
    ['5:5 unknown-key: This shot has no key `inclde`. | Did you mean `include`?'],
  ],
  [
    'a key beside include',
    'version: 1\nshots:\n  - id: a\n    prompt: x\n  - include: b.yaml\n    id: b\n',
    [
      expect.stringContaining('5:14 file-not-found'),
      '6:5 unknown-key: `id` does not go with `include`: an item of the list is a shot or an include. | It can have `include`.',
    ],
  ],
  [
    'a missing key',
    'version: 1\nshots:\n  - id: a\n',
    [
      '3:5 missing-key: This shot has no `prompt`. | For example: `prompt: "A raccoon looks up at a portrait."`',
    ],
  ],
  [
    'a missing version',
    'shots: [{ id: a, prompt: x }]\n',
    ['1:1 missing-key: The storyboard has no `version`. | For example: `version: 1`'],
  ],
  [
    'missing shots',
    'version: 1\n',
    ['1:1 missing-key: The storyboard has no `shots`. | Add `shots:` to it.'],
  ],
  [
    'another version',
    'version: 2\nshots: [{ id: a, prompt: x }]\n',
    ['1:10 not-one-of: `version` must be `1`, not 2.'],
  ],
  ['no shots at all', 'version: 1\nshots: []\n', ['2:8 out-of-range: `shots` is empty.']],
  [
    'shots that are no list',
    'version: 1\nshots:\n  a: { prompt: x }\n',
    ['3:3 wrong-type: `shots` must be a list, not a mapping. | Begin every entry with a dash: `- …`.'],
  ],
  [
    'a shot that is a text',
    'version: 1\nshots:\n  - a raccoon\n',
    ['3:5 wrong-type: A shot must be a mapping, not "a raccoon".'],
  ],
  [
    'a shot that is nothing',
    'version: 1\nshots:\n  -\n',
    [expect.stringContaining('wrong-type: A shot has no value; it must be a mapping.')],
  ],
  ['a key without a value', shot('caption:'), ['5:5 wrong-type: `caption` has no value; it must be text.']],
  ['a choice without a value', shot('fit:'), ['5:5 wrong-type: `fit` has no value.']],
  [
    'a misspelt choice',
    shot('resolution: 1080'),
    ['5:17 not-one-of: `resolution` must be one of `720p`, `1080p`, not 1080. | Did you mean `1080p`?'],
  ],
  [
    'the beginning of some names of many',
    shot('transition: { type: wipe }'),
    [
      '5:25 not-one-of: `transition.type` cannot be "wipe". | Did you mean one of `wipeleft`, `wiperight`, `wipeup`, `wipedown`, `wipetl`, `wipetr`, `wipebl`, `wipebr`?',
    ],
  ],
  [
    'a misspelt name of many',
    shot('transition: { type: wipleft }'),
    ['5:25 not-one-of: `transition.type` cannot be "wipleft". | Did you mean `wipeleft`?'],
  ],
  [
    'a custom transition',
    shot('transition: { type: custom }'),
    [
      expect.stringMatching(
        /^5:25 not-one-of: `transition\.type` cannot be "custom"\. \| It is one of `fade`, /,
      ),
    ],
  ],
  [
    'a transition by name alone',
    shot('transition: fade'),
    [
      '5:17 wrong-form: `transition` must be a mapping with `type` and `duration`, or `none`, not "fade". | Write `{ type: fade }`.',
    ],
  ],
  [
    'a number in quotes',
    shot('duration: "5"'),
    ['5:15 wrong-type: `duration` must be a number, not "5". | Take the quotes off: 5.'],
  ],
  [
    'a picture rate in quotes',
    top('output: { fps: "24" }'),
    [
      '3:16 out-of-range: `output.fps` must be a whole number from 1 to 120, or 23.976, 29.97 or 59.94, not "24". | Take the quotes off: 24.',
    ],
  ],
  [
    'a number with its unit',
    shot('duration: 5s'),
    ['5:15 wrong-type: `duration` must be a number, not "5s". | Write the seconds only: 5.'],
  ],
  [
    'yes for true',
    shot('audio: yes'),
    ['5:12 wrong-type: `audio` must be true or false, not "yes". | Write `true`.'],
  ],
  [
    'a number for a text',
    'version: 1\nshots: [{ id: 007, prompt: x }]\n',
    ['2:15 wrong-type: `id` must be text, not 7. | Put it into quotes.'],
  ],
  [
    'a name with spaces',
    'version: 1\nshots: [{ id: Über den Dächern, prompt: x }]\n',
    [
      '2:15 wrong-form: `id` must begin with a letter or digit and go on with letters, digits, `-` and `_`, at most 64 in all, not "Über den Dächern". | For example: `Uber-den-Dachern`',
    ],
  ],
  [
    'a name that is too long',
    `version: 1\nshots: [{ id: ${'a'.repeat(65)}, prompt: x }]\n`,
    [expect.stringContaining('2:15 wrong-form: `id` must begin')],
  ],
  [
    'an empty prompt',
    'version: 1\nshots: [{ id: a, prompt: "  " }]\n',
    ['2:26 wrong-form: `prompt` is empty.'],
  ],
  [
    'a whole number that is none',
    shot('takes: 1.5'),
    ['5:12 wrong-type: `takes` must be a whole number, not 1.5.'],
  ],
  ['too few', shot('takes: 0'), ['5:12 out-of-range: `takes` must be at least 1, not 0.']],
  [
    'nothing where more is wanted',
    shot('duration: 0'),
    ['5:15 out-of-range: `duration` must be more than 0, not 0.'],
  ],
  ['infinity', shot('duration: .inf'), ['5:15 wrong-type: `duration` must be a number, not Infinity.']],
  [
    'a frame rate that is none',
    top('output: { fps: 23.9 }'),
    [
      '3:16 out-of-range: `output.fps` must be a whole number from 1 to 120, or 23.976, 29.97 or 59.94, not 23.9.',
    ],
  ],
  [
    'a frame rate in words',
    top('output: { fps: film }'),
    [
      '3:16 out-of-range: `output.fps` must be a whole number from 1 to 120, or 23.976, 29.97 or 59.94, not "film".',
    ],
  ],
  [
    'a film of another kind',
    top('output: { file: film.webm }'),
    [
      '3:17 wrong-form: `output.file` must be a path that ends in `.mp4`, or in `.mov` for ProRes, not "film.webm". | For example: `film.mp4`',
    ],
  ],
  [
    'a codec by its other name',
    top('output: { codec: H.265 }'),
    [
      '3:18 not-one-of: `output.codec` must be one of `h264`, `hevc`, `av1`, `prores`, not "H.265". | Write `hevc`.',
    ],
  ],
  [
    'a poster of another kind',
    top('output: { poster: { file: poster.webp } }'),
    [
      '3:27 wrong-form: `output.poster.file` must be a path that ends in `.jpg` or `.png`, not "poster.webp". | For example: `poster.jpg`',
    ],
  ],
  [
    'a GIF that is no file',
    top('output: { gif: true }'),
    ['3:16 wrong-type: `output.gif` must be text or a mapping, not true. | Put it into quotes.'],
  ],
  [
    'a GIF without its file',
    top('output: { gif: { width: 320 } }'),
    ['3:16 missing-key: `gif` has no `file`. | For example: `file: film.gif`'],
  ],
  [
    'an entry of a list',
    shot('references: [a, 5]'),
    ['5:21 wrong-type: Entry 2 of `references` must be text, not 5. | Put it into quotes.'],
  ],
  [
    'the same entry twice',
    shot('provider: [paper, paper]'),
    ['5:23 listed-twice: "paper" is in the list twice. | Take one of them out.'],
  ],
  ['an empty list', shot('provider: []'), ['5:15 out-of-range: `provider` is empty.']],
  [
    'a mapping for a provider',
    shot('provider: { id: paper }'),
    ['5:15 wrong-type: `provider` must be text or a list, not a mapping.'],
  ],
  [
    'a shot that continues a mapping without one',
    shot('continues: { use: clip }'),
    ['5:16 missing-key: `continues` has no `shot`. | For example: `shot: meet`'],
  ],
  [
    'loudness in words',
    top('soundtrack: { loudness: loud }'),
    ['3:25 wrong-form: `soundtrack.loudness` must be a number of LUFS from -70 to -5, or `off`, not "loud".'],
  ],
  [
    'loudness beyond its range',
    top('soundtrack: { loudness: 3 }'),
    ['3:25 out-of-range: `soundtrack.loudness` must be at most -5, not 3.'],
  ],
  [
    'music without a file',
    top('soundtrack: { music: { loop: true } }'),
    ['3:22 missing-key: `music` has no `file`. | For example: `file: audio/theme.mp3`'],
  ],
  [
    'music whose file is no text',
    top('soundtrack: { music: { file: 5, loop: true } }'),
    ['3:30 wrong-type: `soundtrack.music.file` must be text, not 5. | Put it into quotes.'],
  ],
  [
    'a reference whose image is no text',
    top('references: { a: { image: 5 } }'),
    ['3:27 wrong-type: `references.a.image` must be text, not 5. | Put it into quotes.'],
  ],
  [
    'a reference whose video is empty',
    top('references: { a: { video: "" } }'),
    ['3:27 out-of-range: `references.a.video` is empty.'],
  ],
  [
    'a shot that continues a number',
    shot('continues: { shot: 5 }'),
    ['5:24 wrong-type: `continues.shot` must be text, not 5. | Put it into quotes.'],
  ],
  [
    'a reference that is image and video',
    top('references: { a: { image: a.png, video: a.mp4 } }'),
    [
      '3:34 conflicting-keys: A reference is an image or a video; this one has both `image` and `video`. | Keep one of them, or make two references of it.',
    ],
  ],
  [
    'a reference that is neither',
    top('references: { a: { description: x } }'),
    [
      '3:15 missing-key: The reference `a` has neither `image` nor `video`. | Add one of them: a path inside the project folder or an https address.',
    ],
  ],
  [
    'a reference with a misspelt key',
    top('references: { a: { imag: a.png } }'),
    ['3:20 unknown-key: The reference `a` has no key `imag`. | Did you mean `image`?'],
  ],
  [
    'a reference that is a text',
    top('references: { a: a.png }'),
    ['3:18 wrong-type: `references.a` must be a mapping, not "a.png".'],
  ],
  [
    'a reference with a bad name',
    top('references: { "a b": { image: a.png } }'),
    [
      '3:15 wrong-form: The name "a b" must begin with a letter or digit and go on with letters, digits, `-` and `_`, at most 64 in all.',
    ],
  ],
  [
    'references that are a list',
    top('references: [a]'),
    ['3:13 wrong-type: `references` must be a mapping, not a list.'],
  ],
])('%s is one message', (_, text, expected) => {
  expect(said(text)).toEqual(expected);
});

test('what is wrong in one place does not hide what is wrong in another, nor make more of it', () => {
  const text = `version: 1
references:
  mona: { image: a.png, video: a.mp4 }
  1: { imge: a.png }
shots:
  - id: first one
    prompt: "@mona and @1 and @nobody"
    takes: many
    transition: { type: fad, duration: 0.5 }
  - id: second
    prompt: x
    continues: first one
`;
  expect(said(text).map((line) => line.replace(/:.*/, ''))).toEqual(['3', '4', '6', '7', '8', '9', '12']);
});

test('a name that looks like a number is a name', () => {
  const { references, shots } = resolveExample(
    'version: 1\nreferences: { 1: { image: a.png } }\nshots: [{ id: "2", prompt: "@1 smiles" }]\n',
  );
  expect([...references.keys()]).toEqual(['1']);
  expect(shots[0]?.references).toEqual(['1']);
});
