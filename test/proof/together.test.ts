import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Simulator } from '../../packages/providers/src/simulator/index.ts';
import { type Ended, linesOf, runCommand, startCommand } from './command.ts';
import { type Project, projectOf, shotOf, statusOf, storyboardOf, told } from './project.ts';
import { accessTo, startService } from './service.ts';

const options = { timeout: 1_200_000, concurrent: true };
const SHOTS = ['one', 'two', 'three', 'four'].map((id) => ({ id }));

test.each(['aimlapi', 'shortapi'] as const)(
  'three renders of one project at %s at once pay for each shot once, and all of them make the film',
  options,
  async (provider) => {
    await using simulator = await startService(provider, { jobSeconds: [0.5, 1.5] });
    await using project = projectOf(storyboardOf(SHOTS, { provider }));
    const environment = accessTo(simulator);
    const names = ['a.mp4', 'b.mp4', 'c.mp4'];
    const ended = await Promise.all(names.map((name) => render(project, environment, ['--out', name])));
    for (const one of ended) expect(one.code, told(one)).toBe(0);
    for (const name of names) expect(existsSync(join(project.folder, name))).toBe(true);
    expectPaidOnce(
      simulator,
      SHOTS.map(({ id }) => id),
    );
    // What each of them newly spent is the whole, and nothing twice.
    expect(ended.map(spentOf).reduce((sum, spent) => sum + spent, 0)).toBe(simulator.account().spent);
  },
);

test(
  'two projects that share a store pay for a shot that is in both once, and make both films',
  options,
  async () => {
    await using simulator = await startService('aimlapi', { jobSeconds: [0.5, 1.5] });
    const at = (title: string, shots: typeof SHOTS) =>
      projectOf(storyboardOf(shots, { provider: 'aimlapi', title }));
    await using first = at('First', SHOTS);
    await using second = at('Second', [...SHOTS.slice(1), { id: 'five' }]);
    await using store = projectOf('');
    const environment = { ...accessTo(simulator), STORYBOARD_DIR: join(store.folder, 'store') };
    const ended = await Promise.all([render(first, environment), render(second, environment)]);
    for (const one of ended) expect(one.code, told(one)).toBe(0);
    for (const { folder } of [first, second]) expect(existsSync(join(folder, 'film.mp4'))).toBe(true);
    expectPaidOnce(simulator, ['one', 'two', 'three', 'four', 'five']);
    const spent = await Promise.all(
      [first, second].map(async (project) => (await statusOf(project, environment)).spending.spent),
    );
    expect(spent.reduce((sum, one) => sum + one, 0)).toBe(simulator.account().spent);
  },
);

test.each(['submit', 'poll', 'download'] as const)(
  'of two renders at once one is killed at a %s; the other makes the film, and nothing is paid for twice',
  options,
  async (moment) => {
    let kill: (kind: string) => void = () => {};
    await using simulator = await startService('aimlapi', {
      jobSeconds: [0.5, 1.5],
      onRequest: ({ kind }) => kill(kind),
    });
    await using project = projectOf(storyboardOf(SHOTS, { provider: 'aimlapi' }));
    const environment = accessTo(simulator);
    const words = ['render', 'film.yaml', '--yes', '--json', '--out', 'a.mp4'];
    const doomed = startCommand(words, { folder: project.folder, environment });
    const reached = Promise.withResolvers<void>();
    let count = 0;
    kill = (kind) => {
      if (kind !== moment) return;
      count += 1;
      if (count !== 3) return;
      doomed.child.kill('SIGKILL');
      reached.resolve();
    };
    await simulator.waitForRequests('submit', 1);
    const other = render(project, environment, ['--out', 'b.mp4']);
    await Promise.race([reached.promise, doomed.ended]);
    const ended = await other;
    // Where the killed one had not sent its request, nobody knows, and a person decides.
    const left = await statusOf(project, environment);
    if (ended.code === 7) {
      for (const { job } of left.undecided) {
        const decided = await runCommand(['resolve', 'film.yaml', job, '--abandon'], {
          folder: project.folder,
          environment,
        });
        expect(decided.code, told(decided)).toBe(0);
      }
      const again = await render(project, environment, ['--out', 'b.mp4']);
      expect(again.code, told(again)).toBe(0);
    } else {
      expect(ended.code, told(ended)).toBe(0);
    }
    expect(existsSync(join(project.folder, 'b.mp4'))).toBe(true);
    expectPaidOnce(
      simulator,
      SHOTS.map(({ id }) => id),
    );
  },
);

function render(
  { folder }: Project,
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<Ended> {
  return runCommand(['render', 'film.yaml', '--yes', '--json', ...flags], { folder, environment });
}

function spentOf(ended: Ended): number {
  return Number(linesOf(ended).at(-1)?.['spent']);
}

function expectPaidOnce(simulator: Simulator, shots: readonly string[]): void {
  const { jobs, charges } = simulator.account();
  expect(jobs.map(({ prompt }) => shotOf(prompt)).sort()).toEqual(shots.toSorted());
  expect(charges.map(({ job }) => job).sort()).toEqual(jobs.map(({ id }) => id).sort());
}
