import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { projectFolder } from '../testing/project-folder.ts';
import { type Ended, runStoryboard } from '../testing/run-storyboard.ts';

const BODY = {
  model: 'alibaba/wan-2.6/reference-to-video',
  args: { prompt: 'A fox.', video_urls: ['https://media.example/fox.mp4'], resolution: '720p' },
};

/** Runs simulators until `work`, which gets what they said when they were ready, is done; then as Ctrl-C ends them. */
async function whileSimulating(
  words: readonly string[],
  work: (stdout: string) => Promise<void>,
): Promise<Ended> {
  using folder = projectFolder({});
  let working: Promise<void> | undefined;
  const ended = await runStoryboard(['simulate', ...words], {
    folder: folder.path,
    onOutput: (child, { stdout, stderr }) => {
      const isReady = words.includes('--json') ? stdout.includes('\n') : stderr.includes('Ready');
      if (!isReady || working !== undefined) return;
      working = work(stdout).finally(() => child.kill('SIGINT'));
    },
  });
  await working;
  return ended;
}

test('both services are simulated until Ctrl-C, with the lines that lead to them', async () => {
  const ended = await whileSimulating([], async (stdout) => {
    const [shortapi, aimlapi] = stdout.split('\n');
    expect(shortapi).toMatch(
      /^export SHORTAPI_BASE_URL=http:\/\/127\.0\.0\.1:\d+ SHORTAPI_KEY=simulator-key$/,
    );
    expect(aimlapi).toMatch(/^export AIMLAPI_BASE_URL=http:\/\/127\.0\.0\.1:\d+ AIMLAPI_KEY=simulator-key$/);
    const origin = /http:\S+/.exec(shortapi ?? '')?.[0];
    const headers = { authorization: 'Bearer simulator-key' };
    await fetch(`${origin}/api/v1/job/create`, { method: 'POST', headers, body: JSON.stringify(BODY) });
  });
  expect(ended).toMatchObject({ code: 0, signal: null });
  expect(ended.stderr).toBe(
    [
      'Ready; Ctrl-C ends it.',
      'shortapi  submit    POST /api/v1/job/create',
      '',
      'shortapi  1 job, $0.425 charged',
      'aimlapi   0 jobs, $0.00 charged',
      '',
    ].join('\n'),
  );
});

test('--json says where one service is, each request, and what it charged; faults strike as often as asked', async () => {
  const words = ['shortapi', '--json', '--seed', '3', '--fault', 'refuse-402:1', '--job-seconds', '0.1'];
  const statuses: number[] = [];
  const ended = await whileSimulating(words, async (stdout) => {
    const { origin, key } = JSON.parse(stdout.split('\n')[0] ?? '').simulators[0];
    for (let turn = 0; turn < 2; turn += 1) {
      const headers = { authorization: `Bearer ${key}` };
      const init = { method: 'POST', headers, body: JSON.stringify(BODY) };
      statuses.push((await fetch(`${origin}/api/v1/job/create`, init)).status);
    }
  });
  expect(statuses).toEqual([402, 200]);
  const lines = ended.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ type }) => type)).toEqual(['ready', 'request', 'request', 'end']);
  expect(lines[1]).toEqual({
    type: 'request',
    provider: 'shortapi',
    kind: 'submit',
    method: 'POST',
    path: '/api/v1/job/create',
    hasKey: true,
  });
  expect(lines[3].accounts).toMatchObject([{ provider: 'shortapi', spent: 425_000 }]);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
});

test('a simulated clip is a real one', async () => {
  let bytes = Buffer.of();
  await whileSimulating(['shortapi', '--json', '--job-seconds', '0'], async (stdout) => {
    const { origin, key } = JSON.parse(stdout.split('\n')[0] ?? '').simulators[0];
    const headers = { authorization: `Bearer ${key}` };
    const ask = async (path: string, init: RequestInit = {}) =>
      JSON.parse(await (await fetch(`${origin}${path}`, { ...init, headers })).text());
    const made = await ask('/api/v1/job/create', { method: 'POST', body: JSON.stringify(BODY) });
    const done = await ask(`/api/v1/job/query?id=${made.data.job_id}`);
    bytes = Buffer.from(await (await fetch(done.data.result.videos[0].url)).arrayBuffer());
  });
  expect(bytes.subarray(4, 8).toString()).toBe('ftyp');
  expect(bytes.length).toBeGreaterThan(50_000);
});

test.each([
  { words: ['nothing'], says: 'There is no provider "nothing".' },
  { words: ['animatic'], says: 'There is no provider "animatic".' },
  {
    words: ['--fault', 'drp-after-create'],
    says: 'There is no fault "drp-after-create". Did you mean drop-after-create?',
  },
  { words: ['--fault', 'poll-500=2'], says: 'Write a name, such as poll-500, poll-500=0.2 or poll-500:2.' },
  { words: ['--port', '0'], says: 'Write a whole number from 1 to 65534.' },
  { words: ['--job-seconds', '5-2'], says: 'Write seconds, such as 5 or 2-5, at most 3600.' },
  { words: ['--balance', 'much'], says: 'Write dollars, such as 2.50.' },
])('$words is refused', async ({ words, says }) => {
  using folder = projectFolder({});
  const ended = await runStoryboard(['simulate', ...words], { folder: folder.path });
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr.replace(/\s+/g, ' ')).toContain(says);
});

test('a port that is in use is said, with what to do', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    using folder = projectFolder({});
    const ended = await runStoryboard(['simulate', 'aimlapi', '--port', String(port)], {
      folder: folder.path,
    });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(
      `Port ${port} of this machine is in use.\n  Name another one with --port, or leave it out.\n`,
    );
  } finally {
    server.close();
  }
});
