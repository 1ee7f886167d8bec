import { expect, test } from 'vitest';
import { checkExample } from '../example/check-example.ts';

/** `path at pointer`, for each file that a storyboard with these lines names. */
const named = (lines: string) =>
  checkExample(`version: 1\n${lines}\n`).files.map(({ path, at }) => `${path} at ${at.pointer.join('.')}`);

const USED = 'shots: [{ id: one, prompt: "@a" }]';

test('the files of references that shots use and of the music are named with where they are written', () => {
  const lines = `references:
  a: { image: ./refs/a.png }
  web: { video: https://example.com/b.mp4 }
  unused: { video: refs/c.mp4 }
soundtrack: { music: { file: audio/theme.mp3 } }
shots: [{ id: one, prompt: "@a and @web" }]`;
  expect(named(lines)).toEqual([
    'refs/a.png at references.a.image',
    'audio/theme.mp3 at soundtrack.music.file',
  ]);
});

test('of a storyboard that is wrong somewhere the files of all references are named', () => {
  expect(named(`references: { a: { image: a.png }, b: { video: b.mp4 } }\nshots: 5`)).toEqual([
    'a.png at references.a.image',
    'b.mp4 at references.b.video',
  ]);
});

test.each([
  ['a path that is no text', 'references: { a: { image: 5 } }'],
  ['a path that is empty', 'references: { a: { image: "" } }'],
  ['an alias that leads nowhere', 'references: { a: { image: *gone } }'],
  ['both an image and a video', 'references: { a: { image: a.png, video: b.mp4 } }'],
  ['a path that leaves the project', 'references: { a: { image: ../a.png } }'],
  ['an absolute path', 'references: { a: { image: /etc/passwd } }'],
  ['an address of another kind', 'references: { a: { image: http://example.com/a.png } }'],
  ['music without a file', 'soundtrack: { music: { loop: true } }'],
  ['music that is no text', 'soundtrack: { music: { file: [] } }'],
  ['music that leaves the project', 'soundtrack: { music: { file: ../theme.mp3 } }'],
  ['YAML that is broken', 'references: { a: { image: a.png }'],
])('%s names no file', (_, lines) => {
  expect(named(`${lines}\n${USED}`)).toEqual([]);
});

test('what else is wrong with a reference or the music does not hide its file', () => {
  const lines = `references: { a: { image: a.png, colour: red, description: 5 } }
soundtrack: { music: { file: theme.mp3, gain_db: loud }, loudnes: 5 }`;
  expect(named(`${lines}\n${USED}`)).toEqual([
    'a.png at references.a.image',
    'theme.mp3 at soundtrack.music.file',
  ]);
});

test('a file comes with the models that its shots would send it to, of a wrong storyboard too', () => {
  const { ok, files } = checkExample(`version: 1
references: { a: { image: a.png } }
shots:
  - { id: one, prompt: "@a", provider: paper }
  - { id: two, prompt: "@a", provider: [paper, animatic], takes: none }
`);
  expect(ok).toBe(false);
  expect(files.map(({ models }) => models.length)).toEqual([2]);
});
