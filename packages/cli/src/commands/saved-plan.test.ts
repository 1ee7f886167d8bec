import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shortFilm } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { type Ended, runStoryboard } from '../testing/run-storyboard.ts';
import { startService } from '../testing/start-service.ts';

test('a saved plan is carried out without a question, once, and with the flags that it was made with', async () => {
  await using service = await startService('shortapi');
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  const run = runIn(folder.path, service.environment);
  const saved = await run('plan film.yaml --only meet --budget 1 --out plan.json');
  expect(saved).toMatchObject({ code: 0 });
  expect(saved.stderr).toContain('Saved as plan.json.');
  expect(saved.stderr).toContain('\n  storyboard render plan.json\n');
  const ended = await run('render plan.json');
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.stdout).toContain('Takes      1 made, 2 left out\n');
  expect(service.account().jobs).toHaveLength(1);
  const again = await run('render plan.json --json');
  expect(again.code).toBe(2);
  expect(JSON.parse(again.stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
    status: 'error',
    error: { code: 'plan-unusable' },
    exitCode: 2,
  });
  expect(service.account().jobs).toHaveLength(1);
});

test('after a plan that was not carried out whole, the command that goes on names the storyboard', async () => {
  await using service = await startService('shortapi');
  using folder = projectFolder({ 'film.yaml': shortFilm(['sniffs', 'bites #fault:moderation']) });
  const run = runIn(folder.path, service.environment);
  await run('plan film.yaml --only meet --budget 1 --out plan.json');
  const ended = await run('render plan.json');
  expect(ended.code).toBe(5);
  expect(ended.stderr).toContain('\n  storyboard render film.yaml --budget 1.00 --only meet\n');
});

test('a plan of something that has changed since is refused with the reason, and nothing is submitted', async () => {
  await using service = await startService('shortapi');
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  const run = runIn(folder.path, service.environment);
  await run('plan film.yaml --out plan.json');
  writeFileSync(join(folder.path, 'film.yaml'), shortFilm(['sniffs', 'bites']));
  const ended = await run('render plan.json');
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain('film.yaml was changed');
  expect(service.account().requests.submit).toBe(0);
});

test.each([
  ['render plan.json --only meet', '--only would make it another one'],
  ['render plan.json --provider animatic --allow-unpriced', '--provider, --allow-unpriced would'],
  ['render plan.json --frozen', '--frozen would'],
  ['render absent.json', 'there is no such file'],
  ['render table.json', 'it is no plan'],
])('%s is refused', async (line, says) => {
  using folder = projectFolder({ 'film.yaml': shortFilm(), 'table.json': '{}' });
  const run = runIn(folder.path, {});
  await run('plan film.yaml --out plan.json');
  const ended = await run(line);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain(says);
  expect(readdirSync(folder.path).sort()).toEqual(['film.yaml', 'plan.json', 'table.json']);
});

function runIn(folder: string, environment: Readonly<Record<string, string>>) {
  return (line: string): Promise<Ended> => runStoryboard(line.split(' '), { folder, environment });
}
