import { expect, test } from 'vitest';
import { checkExample, codesOf, resolveExample, saidOf } from '../example/check-example.ts';

const film = (output: string, shots = '[{ id: a, prompt: x }]') =>
  `version: 1\noutput: ${output}\nshots: ${shots}\n`;

const said = (...film: Parameters<typeof checkExample>) => {
  const { diagnostics } = checkExample(...film);
  return saidOf(diagnostics).map((line, index) => [line, diagnostics[index]?.hint ?? '']);
};

test('what the film is made with and what is made beside it are resolved', () => {
  const { output } = resolveExample(
    film(
      '{ file: out/film.mp4, codec: hevc, quality: master, preset: slow, fade_out: 1.5, poster: { file: p.jpg, at: 0 }, ' +
        'gif: { file: ./g.gif, fps: 12 }, contact_sheet: out/sheet.png }',
    ),
  );
  expect(output).toMatchObject({
    file: 'out/film.mp4',
    codec: 'hevc',
    quality: 'master',
    preset: 'slow',
    fadeOut: 1.5,
    deliveries: {
      poster: { file: 'p.jpg', at: 0 },
      gif: { file: 'g.gif', width: 480, fps: 12, seconds: 30 },
      contactSheet: 'out/sheet.png',
    },
  });
});

test('a poster and a GIF may be written as their paths', () => {
  expect(resolveExample(film('{ poster: p.png, gif: g.gif }')).output.deliveries).toEqual({
    poster: { file: 'p.png', at: undefined },
    gif: { file: 'g.gif', width: 480, fps: 10, seconds: 30 },
    contactSheet: undefined,
  });
});

test('the default name follows the codec', () => {
  expect(resolveExample(film('{ codec: prores }')).output.file).toBe('film.mov');
  expect(resolveExample(film('{ codec: av1 }')).output.file).toBe('film.mp4');
});

test('a name that does not go with the codec is a mistake either way', () => {
  expect(said(film('{ file: cut.mp4, codec: prores }'))).toEqual([
    [
      'film.yaml:2:17 error wrong-form: A film in ProRes is a QuickTime file; its name must end in `.mov`.',
      'Write `file: cut.mov`.',
    ],
  ]);
  expect(said(film('{ file: cut.mov, codec: hevc }'))).toEqual([
    [
      'film.yaml:2:17 error wrong-form: A film in HEVC is an MP4 file; its name must end in `.mp4`.',
      'Write `file: cut.mp4`, or `codec: prores`.',
    ],
  ]);
  expect(codesOf(film('{ file: cut.mov, codec: prores }'))).toEqual([]);
});

test('ProRes has no presets', () => {
  expect(said(film('{ codec: prores, preset: slow }')).map(([line]) => line)).toEqual([
    'film.yaml:2:26 error conflicting-keys: ProRes has no presets; `preset` means nothing beside `codec: prores`.',
  ]);
});

test('a first shot has nothing to match; as a default it is meant for the others', () => {
  const shots = (first: string) => `[{ id: a, prompt: x${first} }, { id: b, prompt: x, match: colour }]`;
  expect(said(film('{}', shots(', match: colour')))).toEqual([
    [
      'film.yaml:3:36 warning nothing-to-match: `a` is the film’s first shot; there is none before it that it could match.',
      'Take `match` out, or write it on the shot that comes after.',
    ],
  ]);
  expect(codesOf(film('{}', shots(', match: off')))).toEqual([]);
  expect(codesOf(`${film('{}', shots(''))}defaults: { match: colour }\n`)).toEqual([]);
});

test('fades of music that the film has no room for are told, with where they are written', () => {
  const music = (keys: string) => `${film('{}')}soundtrack: { music: { file: a.mp3${keys} } }\n`;
  const [warning = [], ...others] = said(music(', fade_in: 5, fade_out: 7'));
  expect(others).toEqual([]);
  expect(warning[0]).toMatch(
    /^film\.yaml:4:59 warning fades-too-long: The music fades in over 5 s and out over 7 s, but the film has 5 s:/,
  );
  expect(codesOf(music(', fade_in: 6'))).toEqual(['fades-too-long']);
  expect(codesOf(music(', fade_in: 2, fade_out: 3'))).toEqual([]);
});

test('music may be written as its path alone', () => {
  const short = `${film('{}')}soundtrack: { music: ./audio/theme.mp3 }\n`;
  expect(said(short)).toEqual([]);
  expect(codesOf(`${film('{}')}soundtrack: { music: ../theme.mp3 }\n`)).toEqual(['path-outside-project']);
});

test('endings may be written in capitals', () => {
  const beside = 'poster: P.JPEG, gif: G.Gif, contact_sheet: SHEET.PNG';
  expect(codesOf(film(`{ file: FILM.MP4, ${beside} }`))).toEqual([]);
  expect(codesOf(film(`{ file: FILM.MOV, codec: prores, ${beside} }`))).toEqual([]);
  expect(codesOf(film('{ file: FILM.MOV }'))).toEqual(['wrong-form']);
});

test('no file is where another one needs a folder', () => {
  expect(said(film('{ file: film.mp4, gif: Film.mp4/a.gif }'))).toEqual([
    [
      'film.yaml:2:32 error output-overwrites: The GIF would need a folder where the film is, film.mp4.',
      'Give the GIF another name: `output: { gif: … }`.',
    ],
  ]);
  expect(said(film('{ file: a.gif/film.mp4, gif: a.gif }')).map(([line]) => line)).toEqual([
    'film.yaml:2:38 error output-overwrites: The GIF would be written where the film needs a folder, a.gif/film.mp4.',
  ]);
  expect(codesOf(film('{ file: out/film.mp4, gif: out/film.mp4.gif }'))).toEqual([]);
});

test('nothing is written over what the storyboard reads', () => {
  const reading = (output: string) =>
    `${film(`{ ${output} }`, '[{ id: a, prompt: "@mona smiles" }]')}references: { mona: { image: refs/Mona.png } }
soundtrack: { music: { file: theme.mp4 } }
`;
  expect(said(reading('file: ./theme.mp4'))).toEqual([
    [
      'film.yaml:2:17 error output-overwrites: The film would be written over the music, theme.mp4.',
      'Give the film another name: `output: { file: … }`.',
    ],
  ]);
  expect(said(reading('poster: refs/mona.png'))).toEqual([
    [
      'film.yaml:2:19 error output-overwrites: The poster would be written over the file of the reference `mona`, refs/mona.png.',
      'Give the poster another name: `output: { poster: … }`.',
    ],
  ]);
  expect(codesOf(reading('poster: { file: refs/mona.png }'))).toEqual(['output-overwrites']);
  expect(codesOf(reading('file: film.mp4, poster: poster.png'))).toEqual([]);
});

test('nothing is written over something else that is written', () => {
  expect(said(film('{ poster: look.png, contact_sheet: LOOK.png }')).map(([line]) => line)).toEqual([
    'film.yaml:2:44 error output-overwrites: The contact sheet would be written over the poster, LOOK.png.',
  ]);
});

test('what is made beside the film stays inside the project', () => {
  expect(codesOf(film('{ poster: ../p.png, gif: { file: /g.gif }, contact_sheet: C:/s.png }'))).toEqual([
    'path-outside-project',
    'path-outside-project',
    'path-outside-project',
  ]);
});

test('a poster is not taken from after the end of the film', () => {
  const shots =
    '[{ id: a, prompt: x, duration: 2 }, { id: b, prompt: x, duration: 2, transition: { duration: 1 } }]';
  expect(codesOf(film('{ poster: { file: p.png, at: 2.9 } }', shots))).toEqual([]);
  expect(said(film('{ poster: { file: p.png, at: 3 } }', shots))).toEqual([
    [
      'film.yaml:2:38 error out-of-range: The film ends after 3 seconds; there is no frame at 3.',
      'Name an earlier time, or leave `at` out for the middle of the first shot.',
    ],
  ]);
});

test('a shot takes matching back that the defaults ask for', () => {
  const { shots } = resolveExample(
    'version: 1\ndefaults: { match: colour }\nshots: [{ id: a, prompt: x }, { id: b, prompt: x, match: off }]\n',
  );
  expect(shots.map(({ match }) => match)).toEqual(['colour', undefined]);
  expect(resolveExample(film('{}')).shots[0]?.match).toBeUndefined();
});
