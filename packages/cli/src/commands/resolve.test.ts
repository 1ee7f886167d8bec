import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shortFilm } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { HAS_TERMINALS, runOnTerminal } from '../testing/run-on-terminal.ts';
import { type Ended, runStoryboard } from '../testing/run-storyboard.ts';
import { type Service, startService } from '../testing/start-service.ts';

/** A film whose submissions all reach the service, and whose answers are all lost. */
async function inDoubt(service: Service, folder: string, flags = ''): Promise<Ended> {
  service.setFaults({ 'drop-after-create': 1 });
  const ended = await runIn(service, folder)(`render film.yaml --yes${flags}`);
  service.setFaults({});
  expect(ended.code).toBe(7);
  return ended;
}

function runIn({ environment }: Service, folder: string) {
  return (line: string): Promise<Ended> => runStoryboard(line.split(' '), { folder, environment });
}

test('takes in doubt end with 7, are never submitted again, and are listed with the commands that decide them', async () => {
  await using service = await startService('shortapi');
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  const run = runIn(service, folder.path);
  const ended = await inDoubt(service, folder.path);
  expect(ended.stdout).toContain(
    'Takes     3 in doubt\nSpent     nothing\nIn doubt  $0.51, perhaps spent as well\n',
  );
  expect(ended.stderr).toContain('\n  storyboard resolve film.yaml\n\nThen go on with:\n');
  const again = await run('render film.yaml --yes --json');
  expect(again).toMatchObject({ code: 7, stderr: '' });
  expect(JSON.parse(again.stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
    status: 'in-doubt',
    exitCode: 7,
    inDoubt: 510_000,
  });
  expect(service.account().requests.submit).toBe(3);
  expect((await run('plan film.yaml')).stdout).toContain('3 takes are in doubt, perhaps paid;');
  expect((await run('status film.yaml')).stdout).toContain('3 jobs wait for your decision;');

  const listed = await run('resolve film.yaml');
  expect(listed).toMatchObject({ code: 7, stderr: '' });
  for (const name of ['meet', 'embrace/1', 'embrace/2']) {
    for (const flag of ['--adopt JOB', '--abandon', '--pay-again']) {
      expect(listed.stdout).toContain(` storyboard resolve film.yaml ${name} ${flag}\n`);
    }
  }
  const machine = await run('resolve film.yaml --json');
  expect(machine.code).toBe(7);
  const { undecided } = JSON.parse(machine.stdout);
  expect(undecided).toMatchObject([{ id: 'meet/1' }, { id: 'embrace/1' }, { id: 'embrace/2' }]);
});

test('a job is adopted, abandoned or paid again, and the next render goes by it', async () => {
  await using service = await startService('shortapi');
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  const run = runIn(service, folder.path);
  await inDoubt(service, folder.path);
  const meet = service.account().jobs.find(({ prompt }) => prompt.includes('sniffs'))?.id ?? '';
  expect(await run(`resolve film.yaml meet --adopt ${meet}`)).toMatchObject({
    code: 0,
    stdout: `✓ meet  the service's job ${meet} is taken up by the next render\n`,
  });
  expect(await run('resolve film.yaml embrace#2 --abandon --json')).toMatchObject({ code: 0, stderr: '' });
  expect(await run('resolve film.yaml --pay-again')).toMatchObject({
    code: 0,
    stdout:
      '✓ embrace  $0.17 stays counted; where the film still needs it, the next render pays for it once more\n',
  });
  expect(await run('resolve film.yaml')).toMatchObject({ code: 0, stdout: '✓ Nothing is in doubt.\n' });
  const ended = await run('render film.yaml --yes');
  expect(ended).toMatchObject({ code: 0 });
  expect(service.account().jobs).toHaveLength(5);
  const { spending } = JSON.parse((await run('status film.yaml --json')).stdout);
  expect(spending).toMatchObject({ spent: 680_000, inDoubt: 0 });
});

test.each([
  ['resolve film.yaml meet --abandon --pay-again', 'Only one of --adopt, --abandon and --pay-again'],
  ['resolve film.yaml --abandon', 'Several takes are meant'],
  ['resolve film.yaml nobody', 'Nothing is in doubt about "nobody"'],
  ['resolve film.yaml nobody --abandon', 'has no job of nobody'],
  ['pick film.yaml meet 1', 'Take 1 of shot meet is not made yet'],
  ['pick film.yaml meet one', '"one" is no number of a take'],
  ['pick film.yaml nobody 1', 'There is no shot nobody'],
])('%s is wrong usage', async (line, says) => {
  await using service = await startService('shortapi');
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  await inDoubt(service, folder.path);
  const ended = await runIn(service, folder.path)(line);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain(says);
});

test.runIf(HAS_TERMINALS)('on a terminal each take is asked about; what is left stays in doubt', async () => {
  await using service = await startService('shortapi');
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  await inDoubt(service, folder.path);
  const [job = ''] = service.account().jobs.map(({ id }) => id);
  const { environment } = service;
  const asked = await runOnTerminal(['resolve', 'film.yaml'], {
    folder: folder.path,
    environment,
    answers: [
      ['[l]eave it?', 'perhaps\n'],
      ['[l]eave it?', 't\n'],
      ['(empty: go back): ', '\n'],
      ['[l]eave it?', 't\n'],
      ['(empty: go back): ', `${job}\n`],
      ['[l]eave it?', 'n\n'],
      ['[l]eave it?', '\n'],
    ],
  });
  expect(asked.code).toBe(7);
  expect(asked.shown).toContain('ShortAPI, alibaba/wan-2.6/reference-to-video');
  const { undecided } = JSON.parse((await runIn(service, folder.path)('resolve film.yaml --json')).stdout);
  expect(undecided).toHaveLength(1);
  expect(undecided[0].id).toBe('embrace/2');
});

test.runIf(HAS_TERMINALS)('on a terminal a render asks before it spends, and only a yes is one', async () => {
  await using service = await startService('shortapi');
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  const { environment } = service;
  const ask = (answer: string) =>
    runOnTerminal(['render', 'film.yaml', '--only', 'meet'], {
      folder: folder.path,
      environment,
      answers: [['Spend $0.17?', `${answer}\n`]],
    });
  const declined = await ask('n');
  expect(declined.code).toBe(130);
  expect(declined.shown).toContain('Not approved; nothing was submitted.');
  expect(service.account().requests.submit).toBe(0);
  expect((await ask('yes')).code).toBe(0);
  expect(service.account().jobs).toHaveLength(1);
  const free = await runOnTerminal(
    ['render', 'film.yaml', '--only', 'meet', '--out', join(folder.path, 'b.mp4')],
    {
      folder: folder.path,
      environment,
      answers: [],
    },
  );
  expect(free.code).toBe(0);
  expect(free.shown).not.toContain('Spend');
});
