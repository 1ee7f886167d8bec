import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Check } from '../doctor/check.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { runStoryboard } from '../testing/run-storyboard.ts';

async function doctor(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  words: readonly string[] = [],
) {
  const ended = await runStoryboard(['doctor', '--json', ...words], { folder, environment });
  const { checks, ...rest } = JSON.parse(ended.stdout);
  const byName = new Map<string, Check>(checks.map((check: Check) => [check.name, check]));
  return { ended, byName, ...rest };
}

test('a machine that can render is ready', async () => {
  using folder = projectFolder({});
  const { ended, byName, ready, exitCode } = await doctor(folder.path);
  expect({ code: ended.code, stderr: ended.stderr, ready, exitCode }).toEqual({
    code: 0,
    stderr: '',
    ready: true,
    exitCode: 0,
  });
  expect(['ok', 'note']).toContain(byName.get('formats')?.status);
  expect(byName.get('formats')?.found).toContain('ProRes (prores_ks)');
  for (const name of ['node', 'ffmpeg', 'fonts', 'store', 'temporary']) {
    expect(byName.get(name)).toMatchObject({ name, found: expect.stringMatching(/\S/) });
    expect(['ok', 'warning']).toContain(byName.get(name)?.status);
  }
  const human = await runStoryboard(['doctor'], { folder: folder.path });
  expect(human.stdout).toMatch(/✓ ffmpeg .*libx264.*[\s\S]*Ready to render\.\n$/);
});

test('without an ffmpeg that serves, rendering is not possible and the exit code says so', async () => {
  using folder = projectFolder({});
  const { ended, byName } = await doctor(folder.path, {}, ['--ffmpeg', join(folder.path, 'none')]);
  expect(ended.code).toBe(1);
  expect(byName.get('ffmpeg')).toMatchObject({
    status: 'problem',
    advice: expect.stringContaining('ffmpeg'),
  });
  const human = await runStoryboard(['doctor', '--ffmpeg', 'none'], { folder: folder.path });
  expect(human.stdout).toContain('✗ ffmpeg');
});

test('a key is said to be there and never shown', async () => {
  using folder = projectFolder({});
  const key = 'sk-very-secret-123';
  const { ended, byName } = await doctor(folder.path, { SHORTAPI_KEY: key, AIMLAPI_KEY: ` ${key}` });
  expect(byName.get('SHORTAPI_KEY')).toEqual({ name: 'SHORTAPI_KEY', status: 'ok', found: 'set' });
  expect(byName.get('AIMLAPI_KEY')).toMatchObject({ status: 'warning' });
  expect(ended.stdout).not.toContain(key);
  const { byName: without } = await doctor(folder.path);
  expect(without.get('SHORTAPI_KEY')).toMatchObject({ status: 'note' });
});

test('a cap that cannot be read is a problem, one that can is said', async () => {
  using folder = projectFolder({});
  const { ended, byName } = await doctor(folder.path, { STORYBOARD_BUDGET: 'plenty' });
  expect(ended.code).toBe(1);
  expect(byName.get('STORYBOARD_BUDGET')).toMatchObject({ status: 'problem' });
  const { byName: unset } = await doctor(folder.path, { STORYBOARD_BUDGET: '' });
  expect(unset.get('STORYBOARD_BUDGET')).toMatchObject({ status: 'problem', found: 'set but empty' });
  const { byName: readable } = await doctor(folder.path, { STORYBOARD_BUDGET: '2.5' });
  expect(readable.get('STORYBOARD_BUDGET')).toMatchObject({
    status: 'ok',
    found: '$2.50 at most in one render',
  });
});

test('a setting of a provider that cannot be read is a problem; what is not set is not mentioned', async () => {
  using folder = projectFolder({});
  const environment = { SHORTAPI_CONCURRENCY: 'many', AIMLAPI_VIDEO_TOKEN: '@clip{n}' };
  const { ended, byName } = await doctor(folder.path, environment);
  expect(ended.code).toBe(1);
  expect(byName.get('SHORTAPI_CONCURRENCY')).toMatchObject({
    status: 'problem',
    found: 'SHORTAPI_CONCURRENCY is "many".',
  });
  expect(byName.get('AIMLAPI_VIDEO_TOKEN')).toMatchObject({ status: 'ok', found: '@clip{n}' });
  expect(byName.has('AIMLAPI_CONCURRENCY')).toBe(false);
});

test('a store that cannot be written to is a problem', async () => {
  using folder = projectFolder({ file: '' });
  const { ended, byName } = await doctor(folder.path, { STORYBOARD_DIR: join(folder.path, 'file') });
  expect(ended.code).toBe(1);
  expect(byName.get('STORYBOARD_DIR')).toMatchObject({ status: 'problem' });
  const { byName: made } = await doctor(folder.path, { STORYBOARD_DIR: 'not/there/yet' });
  expect(made.get('STORYBOARD_DIR')?.found).toContain(join(folder.path, 'not/there/yet'));
});

test('only --online asks the providers, without their keys', async () => {
  using folder = projectFolder({});
  const heard: { url: string | undefined; headers: string }[] = [];
  const server = createServer((request, response) => {
    heard.push({ url: request.url, headers: JSON.stringify(request.headers) });
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const environment = {
      SHORTAPI_KEY: 'sk-secret',
      SHORTAPI_BASE_URL: `${origin}/deep/path?token=1`,
      AIMLAPI_BASE_URL: 'http://127.0.0.1:9',
    };
    await doctor(folder.path, environment);
    expect(heard).toEqual([]);
    const { ended, byName } = await doctor(folder.path, environment, ['--online']);
    expect(byName.get('shortapi online')).toMatchObject({ status: 'ok', found: `${origin} answers (404)` });
    expect(byName.get('aimlapi online')).toMatchObject({ status: 'warning' });
    expect(byName.get('SHORTAPI_BASE_URL')).toMatchObject({
      status: 'warning',
      found: `SHORTAPI_BASE_URL is more than an origin: ${origin} alone is.`,
    });
    expect(byName.get('AIMLAPI_BASE_URL')).toMatchObject({ status: 'ok', found: 'http://127.0.0.1:9' });
    expect(ended.code).toBe(0);
    expect(heard.map(({ url }) => url)).toEqual(['/']);
    expect(heard[0]?.headers).not.toContain('secret');
  } finally {
    server.close();
  }
});
