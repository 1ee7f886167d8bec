import { expect, test } from 'vitest';
import { checkStoryboard, parseStoryboard } from '../packages/core/src/index.ts';
import { CATALOGUE } from '../packages/providers/src/catalogue.ts';

const FILM = `version: 1
title: The Raccoon and the Portrait

budget:
  limit: 4.00              # USD. One render never commits more than this.
  total: 30.00             # USD, optional. Nor does the film over its whole life, by its ledger.
  on_exceed: fail          # fail (default) | degrade | trim

output:
  file: film.mp4           # relative to this file, inside the project folder
  aspect: "16:9"           # 16:9 | 9:16 | 1:1 | 4:3 | 3:4
  resolution: 720p         # 720p | 1080p
  fps: 24

defaults:                  # every shot inherits these
  provider: shortapi       # or a list: first choice, then fallbacks
  model: wan-2.6-r2v       # a portable name that providers map to theirs, or a provider's own model id
  duration: 5              # seconds
  audio: false

references:
  raccoon: { video: https://example.com/raccoon.mp4 }
  mona:    { video: refs/monalisa.mp4, description: The woman of the portrait }
  gallery: { image: refs/gallery.png }

shots:
  - id: meet
    prompt: "@raccoon sniffs at the frame of @mona in the @gallery."
  - id: embrace
    prompt: "@mona holds @raccoon like a pet. She laughs."
    duration: 8
    takes: 2                             # generate two, pick one
    seed: 7                              # only where the model takes one; else a clear diagnostic
    transition: { type: fade, duration: 0.5 }   # from the shot before into this one
  - include: scenes/02-night.yaml        # a scene file: a list of shots, spliced in here

soundtrack:
  music: { file: audio/theme.mp3, gain_db: -14, fade_out: 2 }
  loudness: -14            # integrated LUFS of the finished film; off | number
`;
const NIGHT = '- id: leave\n  prompt: "@raccoon leaves."\n';

test('the file that explains the format is valid at the provider it names, with what is not sure as warnings', () => {
  const sources = new Map(
    Object.entries({ 'film.yaml': FILM, 'scenes/02-night.yaml': NIGHT }).map(([path, text]) => [
      path,
      parseStoryboard({ path, text }),
    ]),
  );
  const checked = checkStoryboard({ root: 'film.yaml', sources, catalogue: CATALOGUE });
  expect(checked.ok).toBe(true);
  expect(
    checked.diagnostics.map(({ severity, code, place }) => `${place?.start.line} ${severity} ${code}`),
  ).toEqual([
    '23 warning local-file-unverified',
    '24 warning spelling-unverified',
    '24 warning local-file-unverified',
    '33 warning seed-not-offered',
  ]);
});

test.each(['shortapi', 'aimlapi', 'animatic'])(
  'a model that %s has is found by its portable name and by its id',
  (id) => {
    const provider = CATALOGUE.find((one) => one.id === id);
    expect(provider?.models.length).toBeGreaterThan(0);
    for (const model of provider?.models ?? []) {
      for (const name of [model.name, model.id]) {
        const text = `version: 1\nshots: [{ id: a, prompt: x, provider: ${id}, model: ${name} }]\n`;
        const source = parseStoryboard({ path: 'film.yaml', text });
        const { diagnostics } = checkStoryboard({
          root: 'film.yaml',
          sources: new Map([['film.yaml', source]]),
          catalogue: CATALOGUE,
        });
        expect(diagnostics.filter(({ code }) => code === 'unknown-model')).toEqual([]);
      }
    }
  },
);
