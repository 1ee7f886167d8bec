import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shortFilm } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { type Ended, runStoryboard } from '../testing/run-storyboard.ts';
import { startService } from '../testing/start-service.ts';

test('what a simulator made is never taken for the work of its service, nor paid for again by itself', async () => {
  const service = await startService('shortapi');
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  const { SHORTAPI_BASE_URL: origin = '', ...atService } = service.environment;
  const runWith =
    (environment: Readonly<Record<string, string>>) =>
    (line: string): Promise<Ended> =>
      runStoryboard(line.split(' '), { folder: folder.path, environment });
  const simulated = runWith(service.environment);
  const first = await simulated('render film.yaml --yes');
  expect(first).toMatchObject({ code: 0 });
  expect(first.stderr).not.toContain('stand-in');

  const planned = await simulated('plan film.yaml');
  expect(planned).toMatchObject({ code: 0, stderr: '' });
  const { takes } = JSON.parse((await simulated('plan film.yaml --json')).stdout);
  expect(takes[0]).toMatchObject({ action: 'reuse', origin, why: `made by shortapi at ${origin}` });
  expect((await simulated('takes film.yaml')).stdout.split(`\n    made at ${origin}\n`)).toHaveLength(4);
  const locked = readFileSync(join(folder.path, 'film.lock.yaml'), 'utf8');
  expect(locked.split(`\n    provider: shortapi\n    origin: "${origin}"\n`)).toHaveLength(3);

  // The service itself is meant now; nothing is asked of it here.
  await service[Symbol.asyncDispose]();
  const real = runWith(atService);
  const warning = `warning: meet and embrace were made by a stand-in on this machine: shortapi at ${origin}.\n`;
  for (const line of ['plan film.yaml', 'render film.yaml', 'render film.yaml --frozen']) {
    const { code, stderr } = await real(line);
    expect([code, stderr.split(warning).length], line).toEqual([0, 2]);
    expect(stderr).toContain('\n  storyboard takes film.yaml\n');
  }

  // As the warning says.
  const listed = JSON.parse((await real('takes film.yaml --json')).stdout);
  for (const { footage } of listed.takes) rmSync(footage.file);
  const anew = await real('plan film.yaml');
  expect(anew).toMatchObject({ code: 0, stderr: '' });
  expect(anew.stdout).toContain('$0.51');
});
