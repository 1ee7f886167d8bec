/** Two short shots, drawn for nothing; small and quick to render. */
export const FREE_FILM = `version: 1
title: Two Lamps
output: { file: film.mp4, aspect: "16:9", resolution: 720p, fps: 24 }
defaults: { duration: 0.5 }
shots:
  - id: near
    prompt: A lamp in a window.
  - id: far
    prompt: A lamp on the far shore.
`;

/** Two shots that a paid provider would make, with a budget they fit into. */
export const PAID_FILM = `version: 1
title: The Raccoon and the Portrait
budget: { limit: 4.00 }
defaults: { provider: shortapi, model: wan-2.6-r2v, duration: 5 }
references:
  raccoon: { video: https://example.com/raccoon.mp4, description: A raccoon }
shots:
  - id: meet
    prompt: "@raccoon sniffs at a frame."
  - id: embrace
    prompt: "@raccoon is held like a pet."
    duration: 8
    takes: 2
`;

/** Two short shots, one of them with two takes, as a paid provider makes them; `changes` are put into its text. */
export function shortFilm(...changes: readonly (readonly [from: string, to: string])[]): string {
  const text = `version: 1
title: Two Foxes
budget: { limit: 4.00 }
output: { file: film.mp4, fps: 24 }
defaults: { provider: shortapi, model: wan-2.6-r2v, duration: 2 }
references:
  fox: { video: https://example.com/fox.mp4, description: A fox }
shots:
  - id: meet
    prompt: "@fox sniffs at a frame."
  - id: embrace
    prompt: "@fox sleeps."
    takes: 2
`;
  return changes.reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
}

/** The same with a budget that is too small for it. */
export const DEAR_FILM = PAID_FILM.replace('limit: 4.00', 'limit: 0.50');

/** One shot of unknown price. */
export const UNPRICED_FILM = `version: 1
title: Who Knows
budget: { limit: 4.00 }
output: { resolution: 720p }
defaults: { provider: aimlapi, model: wan-2.6-t2v, duration: 5 }
shots:
  - id: lone
    prompt: A raccoon at a window.
`;

/** A film with two mistakes: a key and a reference. */
export const BROKEN_FILM = `version: 1
titel: Two Lamps
shots:
  - id: near
    prompt: "@lamp in a window."
`;

/** So many short shots that drawing them takes a while. */
export function longFilm(shots: number): string {
  const lines = Array.from(
    { length: shots },
    (_, index) => `  - id: shot-${index}\n    prompt: Lamp number ${index} in a window.\n`,
  );
  return `version: 1\ntitle: Many Lamps\ndefaults: { duration: 6 }\nshots:\n${lines.join('')}`;
}
