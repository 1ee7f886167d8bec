import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { artifactFile } from '../packages/engine/src/artifacts/artifact-store.ts';
import { planStoryboard } from '../packages/engine/src/index.ts';
import { openLedger } from '../packages/engine/src/ledger/open-ledger.ts';
import { CATALOGUE } from '../packages/providers/src/catalogue.ts';
import { startSimulator } from '../packages/providers/src/simulator/index.ts';
import { againstGoal, printTable } from './measure.js';

const SHOTS = 500;
const FEW_SHOTS = 50;
const MANY_SHOTS = 5000;
const AT_ONCE = 20;
/** Real jobs take minutes; shorter ones make every delay of ours weigh more, not less. */
const JOB_SECONDS = /** @type {const} */ ([4, 6]);
const GOAL = 1.05;
const SMALL_HEAP = '--max-old-space-size=48 --max-semi-space-size=1';

const bin = join(import.meta.dirname, '..', 'packages', 'cli', 'bin', 'storyboard.js');
if (!existsSync(join(import.meta.dirname, '..', 'packages', 'cli', 'dist', 'main.js'))) {
  console.error('orchestration: the command line is not built yet; build it with:\n\n  pnpm build\n');
  process.exit(1);
}

const clip = makeClip();
console.log(`the real command against a simulated AI/ML API; ${AT_ONCE} jobs at once, each of`);
console.log(`${JOB_SECONDS.join(' to ')} seconds; Node ${process.version}\n`);
const results = [
  await measureRender(FEW_SHOTS),
  await measureRender(SHOTS),
  // Whether what is in memory grows, or only what nobody has cleaned up yet.
  await measureRender(SHOTS, SMALL_HEAP),
];
printTable([
  [
    'shots',
    'makespan',
    'ideal',
    'ratio',
    'polls a job',
    'requests a job',
    'lag p50',
    'lag p95',
    'peak memory',
  ],
  ...results.map((result) => [
    `${result.shots}${result.nodeFlags === '' ? '' : ', heap of 48 MB'}`,
    seconds(result.makespanMs),
    seconds(result.idealMs),
    `${(result.makespanMs / result.idealMs).toFixed(3)}×`,
    result.polls.toFixed(1),
    result.requests.toFixed(1),
    seconds(result.lags[0]),
    seconds(result.lags[1]),
    `${Math.round(result.peakKilobytes / 1000)} MB`,
  ]),
]);
const whole = results[1];
if (whole !== undefined) {
  console.log(`\n  at ${SHOTS} shots            ${againstGoal(whole.makespanMs / whole.idealMs, GOAL)}\n`);
}
console.log(`a project of ${MANY_SHOTS} shots\n`);
printTable([['what', 'time'], ...(await measureMany())]);

/**
 * Renders so many shots until the last one is in the store; the film is not joined.
 *
 * @param {number} shots
 * @param {string} nodeFlags flags of the command's own Node
 */
async function measureRender(shots, nodeFlags = '') {
  await using simulator = await startSimulator({
    provider: 'aimlapi',
    makeClip: async () => clip,
    jobSeconds: JOB_SECONDS,
  });
  const folder = projectFolder(shots);
  try {
    let first = 0;
    let last = 0;
    let peakKilobytes = 0;
    const words = ['render', 'film.yaml', '--yes', '--json'];
    /** @param {{ readonly type: string }} event */
    const hear = ({ type }) => {
      if (type === 'job-submitted' && first === 0) first = performance.now();
      if (type === 'job-end') last = performance.now();
      // What follows is ffmpeg's time.
      if (type === 'assembly-start') run.child.kill('SIGKILL');
    };
    const run = start(words, folder, simulator, hear, nodeFlags);
    const watch = setInterval(() => {
      peakKilobytes = Math.max(peakKilobytes, peakOf(run.child.pid ?? 0));
    }, 100);
    await run.ended;
    clearInterval(watch);
    const account = simulator.account();
    if (account.jobs.length !== shots || account.limited > 0) throw new Error(run.told());
    const created = new Map(account.jobs.map(({ id, createdAt }) => [id, Date.parse(createdAt)]));
    const ends = new Map(account.charges.map(({ job, at }) => [job, Date.parse(at)]));
    const durations = account.jobs.map(({ id }) => (ends.get(id) ?? 0) - (created.get(id) ?? 0));
    const lags = knownAt(folder).map(({ job, at }) => at - (ends.get(job) ?? 0));
    const { submit, poll, download, logs } = account.requests;
    return {
      shots,
      nodeFlags,
      makespanMs: last - first,
      idealMs: listScheduled(durations),
      polls: poll / shots,
      requests: (submit + poll + download + logs) / shots,
      lags: [0.5, 0.95].map((part) => quantile(lags, part)),
      peakKilobytes,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** @returns {Promise<readonly (readonly string[])[]>} */
async function measureMany() {
  await using simulator = await startSimulator({
    provider: 'aimlapi',
    makeClip: async () => clip,
    jobSeconds: 0,
  });
  const rows = [];
  for (const state of /** @type {const} */ (['held', 'in flight'])) {
    const folder = projectFolder(MANY_SHOTS);
    try {
      await fill(folder, state, simulator);
      const began = performance.now();
      const plan = start(['plan', 'film.yaml', '--json'], folder, simulator);
      const code = await plan.ended;
      if (code !== 0) throw new Error(plan.told());
      rows.push([`plan, every take ${state}`, seconds(performance.now() - began)]);
      if (state === 'held') continue;
      const resumed = performance.now();
      const run = start(['render', 'film.yaml', '--yes', '--json'], folder, simulator);
      const early = run.ended.then((code) => {
        throw new Error(`The render ended with ${code}. ${run.told()}`);
      });
      await Promise.race([simulator.waitForRequests('poll', 1), early]);
      rows.push(['from start to the first question about a job', seconds(performance.now() - resumed)]);
      await Promise.race([simulator.waitForRequests('poll', MANY_SHOTS), early]);
      rows.push(['from start to an answer about every job', seconds(performance.now() - resumed)]);
      run.child.kill('SIGKILL');
      await early.catch(() => {});
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    }
  }
  return rows;
}

/**
 * Writes a ledger in which every take is in one state. It is written where nothing waits for a disk, and then put in place.
 *
 * @param {string} folder
 * @param {'held' | 'in flight'} state
 * @param {{ readonly origin: string, readonly key: string }} simulator
 */
async function fill(folder, state, simulator) {
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const storeFolder = join(mkdtempSync(join(memory, 'storyboard-bench-')), '.storyboard');
  const planned = await planStoryboard(join(folder, 'film.yaml'), { catalogue: CATALOGUE });
  if (!planned.ok) throw new Error(JSON.stringify(planned.diagnostics));
  mkdirSync(storeFolder, { recursive: true });
  await fillLedger(storeFolder, planned.plan.takes, state, simulator);
  cpSync(storeFolder, join(folder, '.storyboard'), { recursive: true });
  rmSync(join(storeFolder, '..'), { recursive: true });
}

/**
 * @param {string} storeFolder
 * @param {readonly import('../packages/core/src/index.ts').PlannedTake[]} takes
 * @param {'held' | 'in flight'} state
 * @param {{ readonly origin: string, readonly key: string }} simulator
 */
async function fillLedger(storeFolder, takes, state, simulator) {
  using ledger = openLedger(storeFolder, { film: 'film.yaml', now: Date.now });
  for (const { shot, take, routes } of takes) {
    const [{ fingerprint, provider, model, cost, request }] = routes;
    const { origin } = simulator;
    const intent = { fingerprint, shot, take, provider, model, cost, request, origin };
    const claimed = ledger.claim(intent, { render: undefined, total: undefined });
    if (claimed.status !== 'claimed') throw new Error(JSON.stringify(claimed));
    const job = state === 'held' ? `job-${shot}` : await submit(simulator, shot);
    ledger.recordStep(claimed.job, 'submit', { status: 'accepted', operation: { job } });
    if (state !== 'held') continue;
    const bytes = Buffer.concat([clip, Buffer.from(shot)]);
    const artifact = createHash('sha256').update(bytes).digest('hex');
    const file = artifactFile({ path: storeFolder }, artifact);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, bytes);
    ledger.recordStep(claimed.job, 'end', { status: 'succeeded' });
    ledger.recordStep(claimed.job, 'store', { artifact, sizeBytes: bytes.length });
  }
}

/**
 * @param {{ readonly origin: string, readonly key: string }} simulator
 * @param {string} shot
 */
async function submit({ origin, key }, shot) {
  const answer = await fetch(`${origin}/v2/video/generations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'alibaba/wan-2-6-r2v',
      prompt: shot,
      video_urls: ['https://example.com/raccoon.mp4'],
      resolution: '1080p',
      duration: 5,
    }),
  });
  const { id } = /** @type {{ id?: string }} */ (await answer.json());
  if (id === undefined) throw new Error(`The simulator answered ${answer.status}.`);
  return id;
}

/** @param {number} shots */
function projectFolder(shots) {
  const folder = mkdtempSync(join(tmpdir(), 'storyboard-bench-'));
  const head = [
    'version: 1',
    'title: Many',
    'output: { file: film.mp4, resolution: 1080p, fps: 30 }',
    'defaults: { provider: aimlapi, model: wan-2.6-r2v, duration: 5 }',
    'references:',
    '  raccoon: { video: "https://example.com/raccoon.mp4" }',
    'shots:',
  ];
  const body = Array.from(
    { length: shots },
    (_, index) => `  - id: shot-${index}\n    prompt: "@raccoon waits for the ${index}th time."`,
  );
  writeFileSync(join(folder, 'film.yaml'), `${[...head, ...body].join('\n')}\n`);
  return folder;
}

/**
 * @param {readonly string[]} words
 * @param {string} folder
 * @param {{ readonly origin: string, readonly key: string }} simulator
 * @param {(event: { readonly type: string }) => void} hear
 * @param {string} nodeFlags
 */
function start(words, folder, { origin, key }, hear = () => {}, nodeFlags = '') {
  const child = spawn(process.execPath, [bin, ...words], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_OPTIONS: nodeFlags,
      STORYBOARD_OFFLINE: '1',
      AIMLAPI_BASE_URL: origin,
      AIMLAPI_KEY: key,
      AIMLAPI_CONCURRENCY: String(AT_ONCE),
      AIMLAPI_SUBMITS_PER_SECOND: '100',
      AIMLAPI_POLLS_PER_SECOND: '1000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaints += text;
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{"type"')) hear(JSON.parse(line));
  });
  return { child, ended, told: () => complaints };
}

/**
 * When the ledger knew of each of the service's jobs that it was done.
 *
 * @param {string} folder
 */
function knownAt(folder) {
  using ledger = new DatabaseSync(join(folder, '.storyboard', 'ledger.sqlite'));
  const rows = ledger
    .prepare(
      `SELECT o.service_job AS job, f.at FROM fact f JOIN overview o ON o.job = f.job WHERE f.name = 'end'`,
    )
    .all();
  return rows.map(({ job, at }) => ({ job: String(job), at: Date.parse(String(at)) }));
}

/**
 * The shortest that jobs of these durations take in this order, so many at once.
 *
 * @param {readonly number[]} durations
 */
function listScheduled(durations) {
  const free = Array(AT_ONCE).fill(0);
  for (const duration of durations) {
    const next = free.indexOf(Math.min(...free));
    free[next] += duration;
  }
  return Math.max(...free);
}

/**
 * @param {readonly number[]} numbers
 * @param {number} part
 */
function quantile(numbers, part) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/**
 * The most memory that a process has had so far, in kilobytes; 0 where the system does not tell.
 *
 * @param {number} pid
 */
function peakOf(pid) {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** A clip as small as can be, so that what is measured is not how fast bytes are copied. */
function makeClip() {
  const file = join(tmpdir(), `storyboard-bench-${process.pid}.mp4`);
  const encoding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
  const ffmpeg = process.env['STORYBOARD_FFMPEG'] ?? 'ffmpeg';
  const made = spawnSync(ffmpeg, [
    '-y',
    '-f',
    'lavfi',
    '-i',
    'color=c=teal:s=64x64:r=30:d=5',
    ...encoding,
    file,
  ]);
  if (made.status !== 0) throw new Error(`ffmpeg made no clip: ${made.error ?? made.stderr}`);
  const bytes = readFileSync(file);
  rmSync(file);
  return bytes;
}

/** @param {number | undefined} milliseconds */
function seconds(milliseconds = Number.NaN) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
