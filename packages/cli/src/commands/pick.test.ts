import { expect, test } from 'vitest';
import { shortFilm } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { type Ended, runStoryboard } from '../testing/run-storyboard.ts';
import { startService } from '../testing/start-service.ts';

test('a pick says what goes on from the shot and has to be paid for anew, and the next render asks', async () => {
  await using service = await startService('shortapi');
  const film = `${shortFilm()}  - id: home
    prompt: "@fox goes home."
    continues: { shot: embrace, use: clip }
`;
  using folder = projectFolder({ 'film.yaml': film });
  const run = (line: string): Promise<Ended> =>
    runStoryboard(line.split(' '), { folder: folder.path, environment: service.environment });
  expect(await run('render film.yaml --yes')).toMatchObject({ code: 0 });
  const picked = await run('pick film.yaml embrace 2');
  expect(picked).toMatchObject({
    code: 0,
    stdout: `✓ embrace  take 2 is in the film now, in place of take 1  film.lock.yaml
! embrace  home goes on from it and is made anew by the next render, for $0.17
`,
  });
  expect(picked.stderr).toContain('\n  storyboard plan film.yaml\n');
  const asked = await run('render film.yaml');
  expect(asked).toMatchObject({ code: 2 });
  expect(asked.stderr).toContain('This render would spend $0.17');
  const back = await run('pick film.yaml embrace 1 --json');
  expect(JSON.parse(back.stdout)).toMatchObject({
    madeAnew: { takes: [], total: { amount: 0, unknown: 0 } },
  });
  const again = await run('pick film.yaml embrace 2 --json');
  expect(JSON.parse(again.stdout)).toMatchObject({
    madeAnew: { takes: ['home/1'], total: { amount: 170_000, unknown: 0 } },
  });
  expect(service.account().jobs).toHaveLength(4);
});
