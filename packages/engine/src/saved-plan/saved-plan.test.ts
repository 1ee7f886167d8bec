import { mkdir, readdir, symlink } from 'node:fs/promises';
import { type Ceiling, fromUsd } from '@storyboard/core';
import { expect, test } from 'vitest';
import { planStoryboard } from '../plan/plan-storyboard.ts';
import { filmOf } from '../testing/execute-file.ts';
import { renderHere } from '../testing/render-here.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { createTestProvider } from '../testing/test-provider.ts';
import { openSavedPlan } from './open-saved-plan.ts';
import { savePlan } from './save-plan.ts';
import type { PlanFlags, SavedPlan } from './saved-plan.ts';

const FILM = filmOf({ one: '@cat is red', two: 'green' });
const FILES = {
  'film.yaml': FILM.replace('{', '{"references":{"cat":{"image":"cat.png"}},'),
  'cat.png': Buffer.from('89504e470d0a1a0a', 'hex'),
};

test('a saved plan is carried out without being asked about, once', async () => {
  await using folder = await temporaryFolder(FILES);
  const savedPlan = await savedIn(folder, { only: ['two'] });
  const provider = createTestProvider();
  const approve = () => Promise.reject(new Error('Nobody is to be asked.'));
  const { result } = await renderHere(folder, { savedPlan, approve, only: ['one'], file: '' }, provider);
  expect(result).toMatchObject({ status: 'done', report: { spent: 40_000, film: { status: 'ready' } } });
  expect(provider.submitted.map(({ request }) => request.prompt)).toEqual(['green']);
  const again = renderHere(folder, { savedPlan });
  await expect(again).rejects.toMatchObject({
    code: 'plan-unusable',
    message: expect.stringContaining('two/1 was to be generated, now it is made'),
  });
});

test('a plan that pays for nothing is used once as well', async () => {
  await using folder = await temporaryFolder(FILES);
  await renderHere(folder);
  const savedPlan = await savedIn(folder);
  expect((await renderHere(folder, { savedPlan })).result.status).toBe('done');
  await expect(renderHere(folder, { savedPlan })).rejects.toMatchObject({
    code: 'plan-unusable',
    message: `The plan ${folder.file('plan.json')} was carried out before. Nothing was submitted.`,
  });
});

test.each<[string, (folder: TemporaryFolder) => Promise<unknown>, string]>([
  ['storyboard', (at) => at.write('film.yaml', `${FILES['film.yaml']}\n`), 'film.yaml was changed'],
  [
    'reference',
    (at) => at.write('cat.png', Buffer.from('89504e470d0a1a0aff', 'hex')),
    'the reference cat was changed; one/1 would be made otherwise',
  ],
  ['lock file', (at) => at.write('film.lock.yaml', 'version: 1\nshots: {}\n'), 'film.lock.yaml was changed'],
  [
    'ledger',
    (at) => renderHere(at, { only: ['one'], outFile: at.file('other.mp4') }),
    'film.lock.yaml was changed; one/1 was to be generated, now it is made; the film had cost $0.00 by its ledger, now it has cost $0.04',
  ],
  [
    'plan',
    async (at) => {
      const { saved } = openSavedPlan(at.file('plan.json'));
      const [first, ...others] = saved.plan.takes;
      const takes = [{ ...first, fingerprint: '0' }, ...others.slice(1)];
      await at.write('plan.json', JSON.stringify({ ...saved, plan: { ...saved.plan, takes } }));
    },
    'one/1 would be made otherwise; two/1 is new',
  ],
])(
  'where the %s was changed, a saved plan is refused with the reason and nothing is submitted',
  async (_, change, why) => {
    await using folder = await temporaryFolder(FILES);
    await savedIn(folder);
    await change(folder);
    const before = await readdir(folder.path);
    const provider = createTestProvider();
    const savedPlan = openSavedPlan(folder.file('plan.json'));
    await expect(renderHere(folder, { savedPlan }, provider)).rejects.toMatchObject({
      code: 'plan-unusable',
      message: `The plan ${folder.file('plan.json')} is not what would be done now: ${why}. Nothing was submitted.`,
    });
    expect(provider.submitted).toEqual([]);
    expect(await readdir(folder.path)).toEqual(before);
  },
);

test('where a price was changed, a saved plan is refused; where it was only read again, it is not', async () => {
  await using folder = await temporaryFolder(FILES);
  const savedPlan = await savedIn(folder);
  const pricedAt = (dollars: number) =>
    TEST_CATALOGUE.map((provider) => ({
      ...provider,
      models: provider.models.map((model) => ({
        ...model,
        prices: [
          {
            when: {},
            perSecond: fromUsd(dollars),
            from: { source: 'read again', asOf: '2027-01-01', estimated: true },
          },
        ],
      })),
    }));
  await expect(renderHere(folder, { savedPlan, catalogue: pricedAt(0.2) })).rejects.toMatchObject({
    message: expect.stringContaining('the price of one/1 was $0.04, now it is $0.08; '),
  });
  const { result } = await renderHere(folder, { savedPlan, catalogue: pricedAt(0.1) });
  expect(result.status).toBe('done');
});

test('of the limits, those that the plan was saved with and those of now count', async () => {
  await using folder = await temporaryFolder(FILES);
  const ceilings: readonly Ceiling[] = [{ amount: fromUsd(0.05), source: 'STORYBOARD_BUDGET' }];
  const savedPlan = await savedIn(folder);
  const provider = createTestProvider();
  const refused = await renderHere(folder, { savedPlan, ceilings }, provider);
  expect(refused.result.status).toBe('refused');
  const limited = await savedIn(folder, { ceilings });
  expect((await renderHere(folder, { savedPlan: limited }, provider)).result.status).toBe('refused');
  expect(provider.submitted).toEqual([]);
});

test.each([
  ['absent.json', undefined, 'there is no such file'],
  ['plan.json', 'version: 1', 'it is not JSON'],
  ['plan.json', '{}', 'it is no plan that `storyboard plan --out` of this version saved'],
  ['plan.json', '[]', 'it is no plan that `storyboard plan --out` of this version saved'],
])('%s that holds %s is no saved plan', async (name, text, why) => {
  await using folder = await temporaryFolder(text === undefined ? {} : { [name]: text });
  const file = folder.file(name);
  expect(() => openSavedPlan(file)).toThrowError(
    expect.objectContaining({ code: 'plan-unusable', message: `The plan ${file} cannot be used: ${why}.` }),
  );
});

test('a plan that was tampered with so that it cannot be read is refused', async () => {
  await using folder = await temporaryFolder(FILES);
  const { saved } = await savedIn(folder);
  const changes: readonly Record<keyof SavedPlan | string, unknown>[] = [
    { format: 2 },
    { id: '../../x' },
    { flags: { only: [1] } },
    { flags: { ceilings: [{ amount: 1.5, source: '--budget' }] } },
    { sources: { 'film.yaml': 1 } },
    { spent: '0' },
    { plan: { ...saved.plan, takes: [{}] } },
    { plan: undefined },
  ];
  for (const change of changes) {
    const file = await folder.write('plan.json', JSON.stringify({ ...saved, ...change }));
    expect(() => openSavedPlan(file)).toThrowError(expect.objectContaining({ code: 'plan-unusable' }));
  }
});

test('a plan may lie anywhere and finds its storyboard', async () => {
  await using folder = await temporaryFolder({ 'film/film.yaml': filmOf({ one: 'red' }) });
  const planned = await planOf(folder.file('film/film.yaml'));
  const flags = {};
  const text = savePlan(planned, { file: folder.file('plans/plan.json'), flags, program: '1.0.0' });
  const file = await folder.write('plans/plan.json', text);
  expect(openSavedPlan(file)).toMatchObject({
    storyboardFile: folder.file('film/film.yaml'),
    saved: { storyboard: '../film/film.yaml', program: '1.0.0' },
  });
  await mkdir(folder.file('far/away'), { recursive: true });
  await symlink(folder.file('plans'), folder.file('far/away/plans'));
  const linked = openSavedPlan(folder.file('far/away/plans/plan.json'));
  expect(linked.storyboardFile).toBe(folder.file('film/film.yaml'));
});

async function savedIn(folder: TemporaryFolder, flags: PlanFlags = {}) {
  const file = folder.file('plan.json');
  const planned = await planOf(folder.file('film.yaml'), flags);
  await folder.write('plan.json', savePlan(planned, { file, flags, program: '1.0.0' }));
  return openSavedPlan(file);
}

async function planOf(file: string, flags: PlanFlags = {}) {
  const planned = await planStoryboard(file, { catalogue: TEST_CATALOGUE, ...flags });
  if (!planned.ok) throw new Error(planned.diagnostics.map(({ message }) => message).join('\n'));
  return planned;
}
