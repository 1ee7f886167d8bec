import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '@storyboard/providers/catalogue';
import { expect, test } from 'vitest';
import { UNPRICED_FILM } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { runStoryboard } from '../testing/run-storyboard.ts';

test('a status has the prices that a plan read lately, and asks nobody', async () => {
  using folder = projectFolder({ 'film.yaml': UNPRICED_FILM });
  const cache = join(folder.path, 'cache');
  const prices = join(cache, 'storyboard', 'prices');
  const model = CATALOGUE.find(({ id }) => id === 'aimlapi')?.models.find(
    ({ name }) => name === 'wan-2.6-t2v',
  );
  const from = { source: 'https://example.com/prices', asOf: '2026-01-01', estimated: false };
  const read = async () => {
    // Nobody listens on port 9; a question would end with the catalogue's figure.
    const environment = {
      XDG_CACHE_HOME: cache,
      STORYBOARD_OFFLINE: '0',
      AIMLAPI_BASE_URL: 'http://127.0.0.1:9',
    };
    const ended = await runStoryboard(['status', 'film.yaml'], { folder: folder.path, environment });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    return ended.stdout;
  };
  expect(await read()).toContain('and 1 unknown price');
  mkdirSync(prices, { recursive: true, mode: 0o700 });
  chmodSync(prices, 0o700);
  writeFileSync(
    join(prices, 'aimlapi.json'),
    JSON.stringify({
      format: 1,
      origin: 'http://127.0.0.1:9',
      readMs: Date.now() - 1000,
      prices: { [model?.id ?? '']: [{ when: {}, perSecond: 100_000, from }] },
    }),
  );
  expect(await read()).toContain('  To make  $0.50\n');
});
