import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shortFilm } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { type Ended, type RunOptions, runStoryboard } from '../testing/run-storyboard.ts';
import { startService } from '../testing/start-service.ts';

test('without a key, and without an answer to whether to spend, nothing is asked of a service', async () => {
  await using service = await startService('shortapi');
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  const { SHORTAPI_KEY: _, ...noKey } = service.environment;
  const keyless = await runStoryboard(['render', 'film.yaml', '--yes'], {
    folder: folder.path,
    environment: noKey,
  });
  expect(keyless).toMatchObject({ code: 2, stdout: '' });
  expect(keyless.stderr).toContain('error: SHORTAPI_KEY is not set');
  expect(keyless.stderr).toContain('\n    storyboard render film.yaml --provider animatic\n');
  const unasked = await runStoryboard(['render', 'film.yaml'], {
    folder: folder.path,
    environment: service.environment,
  });
  expect(unasked).toMatchObject({ code: 2, stdout: '' });
  expect(unasked.stderr).toContain('This render would spend $0.51');
  expect(unasked.stderr).toContain('\n    storyboard render film.yaml --yes\n');
  expect(service.account().requests).toMatchObject({ submit: 0, poll: 0, other: 0 });
  expect(readdirSync(folder.path)).toEqual(['film.yaml']);
});

test('a film is paid for once; then it is reused, listed, picked from and made again without a key', async () => {
  const service = await startService('shortapi');
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  const run = runIn(folder.path, service.environment);
  const first = await run('render film.yaml --yes');
  expect(first).toMatchObject({ code: 0 });
  expect(first.stdout).toContain('Takes  3 made\nSpent  $0.51\n');
  const jobs = service.account().jobs.map(({ id }) => id);
  for (const job of jobs) expect(first.stderr).toContain(`taken by shortapi as ${job}, $0.17\n`);
  expect(jobs).toHaveLength(3);

  // Without --yes: what costs nothing is not asked about.
  const second = await run('render film.yaml');
  expect(second).toMatchObject({ code: 0 });
  expect(second.stdout).toContain('Takes  3 reused\nSpent  nothing\n');

  const status = await run('status film.yaml');
  expect(status).toMatchObject({ code: 0, stderr: '' });
  expect(status.stdout).toContain('film.yaml · 3 takes: 3 made\n');
  expect(status.stdout).toContain('  Spent    $0.51\n');
  const { takes } = JSON.parse((await run('status film.yaml --json')).stdout);
  expect(takes.map(({ job }: { job: { serviceJob: string } }) => job.serviceJob).sort()).toEqual(jobs.sort());

  const listed = await run('takes film.yaml');
  const files = listed.stdout.split('\n').flatMap((line) => /^ {4}(\S+\.mp4)$/.exec(line)?.[1] ?? []);
  expect(files.map((file) => statSync(join(folder.path, file)).isFile())).toEqual([true, true, true]);
  expect(listed.stdout).toContain('\n  storyboard pick film.yaml embrace 2\n');

  const picked = await run('pick film.yaml embrace 2');
  expect(picked).toMatchObject({
    code: 0,
    stdout: '✓ embrace  take 2 is in the film now, in place of take 1  film.lock.yaml\n',
  });
  expect(JSON.parse((await run('pick film.yaml embrace 2 --json')).stdout)).toMatchObject({
    shot: 'embrace',
    take: 2,
    before: 2,
    exitCode: 0,
  });

  await service[Symbol.asyncDispose]();
  const frozen = await runIn(folder.path, {})('render film.yaml --frozen --json');
  expect(frozen).toMatchObject({ code: 0 });
  expect(summaryOf(frozen)).toMatchObject({
    status: 'done',
    spent: 0,
    outcomes: [
      { id: 'meet/1', status: 'succeeded', reused: true },
      { id: 'embrace/1', status: 'left-out' },
      { id: 'embrace/2', status: 'succeeded', reused: true },
    ],
  });
  expect(service.account().spent).toBe(510_000);
});

test('what is not in the lock file cannot be frozen: exit code 6, every reason, nothing written', async () => {
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  const run = runIn(folder.path, {});
  const human = await run('render film.yaml --frozen');
  expect(human).toMatchObject({ code: 6, stdout: '' });
  expect(human.stderr).toContain('Not frozen: the film cannot be made of the lock file and the store alone.');
  const machine = await run('render film.yaml --frozen --json');
  expect(machine).toMatchObject({ code: 6, stderr: '' });
  expect(summaryOf(machine)).toMatchObject({
    status: 'not-frozen',
    exitCode: 6,
    problems: [{ reason: expect.stringContaining('film.lock.yaml') }],
  });
  expect(readdirSync(folder.path)).toEqual(['film.yaml']);
});

test('what a service refuses or fails is said in its own words, with what is kept and how to go on', async () => {
  await using service = await startService('shortapi');
  using folder = projectFolder({ 'film.yaml': shortFilm(['sniffs', 'bites #fault:moderation']) });
  const run = runIn(folder.path, service.environment);
  const ended = await run('render film.yaml --yes');
  expect(ended.code).toBe(5);
  expect(ended.stdout).toContain('Takes  2 made, 1 failed\nSpent  $0.34\n');
  expect(ended.stderr).toMatch(/\n {2}meet {2}moderation \(shortapi\): \S.*\n/);
  expect(ended.stderr).toContain('\n  storyboard render film.yaml --yes\n');
  writeFileSync(join(folder.path, 'film.yaml'), shortFilm());
  expect(await run('render film.yaml --yes')).toMatchObject({ code: 0 });
  expect(service.account().spent).toBe(510_000);
});

test('an account that runs empty holds the other takes back', async () => {
  await using service = await startService('shortapi', { balance: 200_000 as never });
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  const ended = await runIn(
    folder.path,
    service.environment,
  )('render film.yaml --yes --concurrency 1 --json');
  expect(ended).toMatchObject({ code: 5, stderr: '' });
  const { status, outcomes, spent } = summaryOf(ended);
  expect({ status, spent }).toEqual({ status: 'failed', spent: 170_000 });
  const statuses = (outcomes as readonly { status: string }[]).map((outcome) => outcome.status);
  expect(statuses.sort()).toEqual(['failed', 'held-back', 'succeeded']);
});

test('a fallback without a key is said once, and never silent where it is used', async () => {
  await using first = await startService('shortapi', { faults: { 'refuse-402': 1 } });
  await using second = await startService('aimlapi');
  const film = shortFilm(
    ['provider: shortapi', 'provider: [shortapi, aimlapi]'],
    ['duration: 2', 'duration: 5'],
  );
  using folder = projectFolder({ 'film.yaml': film });
  const { AIMLAPI_KEY: key = '', ...noKey } = { ...first.environment, ...second.environment };
  const flags = '--yes --allow-unpriced --only meet';
  const without = await runIn(folder.path, noKey)(`render film.yaml ${flags}`);
  expect(without.stderr.split('warning: aimlapi is no way out')).toHaveLength(2);
  expect(without.code).toBe(5);
  expect(second.account().requests.submit).toBe(0);
  const ended = await runIn(folder.path, { ...noKey, AIMLAPI_KEY: key })(`render film.yaml ${flags}`);
  expect(ended.stderr).not.toContain('no way out');
  expect(ended.stderr).toMatch(/! meet {2}shortapi did not take it \(balance: .*\), aimlapi is asked\n/);
  expect(ended.code).toBe(0);
  expect(second.account().jobs).toHaveLength(1);
});

test('the limits and the spelling of references are those that the environment names', async () => {
  await using service = await startService('shortapi');
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  const environment = {
    ...service.environment,
    SHORTAPI_VIDEO_TOKEN: '<clip {n}>',
    SHORTAPI_CONCURRENCY: '1',
  };
  expect(await runIn(folder.path, environment)('render film.yaml --yes --only meet')).toMatchObject({
    code: 0,
  });
  expect(service.account().jobs.map(({ prompt }) => prompt)).toEqual(['<clip 1> sniffs at a frame.']);
  const wrong = await runIn(folder.path, { SHORTAPI_CONCURRENCY: 'many' })('plan film.yaml');
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toContain('SHORTAPI_CONCURRENCY is "many"');
});

test('Ctrl-C leaves paid jobs running; the next render waits for them and pays for nothing again', async () => {
  // Its job ends when the test says so.
  let skippedMs = 0;
  await using service = await startService('shortapi', {
    jobSeconds: 600,
    now: () => Date.now() + skippedMs,
  });
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  let stopped = false;
  const ended = await runStoryboard(['render', 'film.yaml', '--yes', '--only', 'meet'], {
    folder: folder.path,
    environment: service.environment,
    onOutput: (child, { stderr }) => {
      if (stopped || !stderr.includes('taken by shortapi')) return;
      stopped = true;
      child.kill('SIGINT');
    },
  });
  expect(ended).toMatchObject({ code: 130, stdout: '' });
  expect(ended.stderr).toContain(
    '1 job paid for will be resumed, not paid for again. Go on with:\n\n  storyboard render',
  );
  const run = runIn(folder.path, service.environment);
  expect((await run('plan film.yaml --only meet')).stdout).toMatch(/meet +resume/);
  skippedMs = 600_000;
  const resumed = await run('render film.yaml --only meet');
  expect(resumed).toMatchObject({ code: 0 });
  expect(service.account().jobs).toHaveLength(1);
});

test('no key is in anything that is written or said', async () => {
  await using service = await startService('shortapi', { faults: { 'echo-key': { next: 1 } } });
  using folder = projectFolder({ 'film.yaml': shortFilm() });
  const run = runIn(folder.path, service.environment);
  const said = [
    await run('render film.yaml --yes --json --verbose'),
    await run('render film.yaml --yes --verbose'),
    await run('status film.yaml --json'),
    await run('takes film.yaml'),
    await run('plan film.yaml --out plan.json'),
    await run('doctor'),
  ];
  expect(said.map(({ stdout, stderr }) => stdout + stderr).join('')).not.toContain(service.key);
  for (const file of readdirSync(folder.path, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder.path, file);
    if (statSync(path).isFile()) expect(readFileSync(path).includes(service.key)).toBe(false);
  }
});

function runIn(folder: string, environment: NonNullable<RunOptions['environment']>) {
  return (line: string): Promise<Ended> => runStoryboard(line.split(' '), { folder, environment });
}

function summaryOf({ stdout }: Ended): Readonly<Record<string, unknown>> {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}
