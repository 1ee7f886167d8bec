import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { DIAGNOSTIC_CODES, explainDiagnostic, githubAnnotation } from '../packages/core/src/index.ts';
import { checkProject } from '../packages/engine/src/index.ts';
import { CATALOGUE } from '../packages/providers/src/catalogue.ts';
import { root } from './sources.ts';

const folder = join(root, 'examples', 'broken');
const codes = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));

/** Codes that no small file of a repository can cause today, each with the reason. */
const without: Readonly<Record<string, string>> = {
  'file-unreadable': 'needs a file without permission to read it',
  'file-too-large': 'needs a file above the limit',
  'include-too-deep': 'needs more than thirty files',
  'reference-too-large': 'needs a file above the limit',
  'resolution-not-offered': 'every model of the catalogue makes both resolutions',
  'model-retired': 'no model of the catalogue is announced to go',
  'prices-unread': 'needs a service that cannot be reached',
  'too-many-problems': 'needs a thousand problems',
};

test('every code has a broken example, but for those that cannot', () => {
  const all = Object.keys(DIAGNOSTIC_CODES);
  expect(codes.filter((code) => !all.includes(code))).toEqual([]);
  expect(all.filter((code) => !codes.includes(code)).sort()).toEqual(Object.keys(without).sort());
});

test.each(codes)('examples/broken/%s.yaml gives its message', async (code) => {
  const file = relative(process.cwd(), join(folder, `${code}.yaml`));
  const { checked, texts } = await checkProject(file, { catalogue: CATALOGUE });
  const { diagnostics } = checked;
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  expect(checked.ok).toBe(!diagnostics.some(({ severity }) => severity === 'error'));
  for (const diagnostic of diagnostics) {
    expect(githubAnnotation(diagnostic)).toMatch(/^::(?:error|warning|notice) title=[^:]+::./);
  }
  const shown = diagnostics.map((diagnostic) =>
    explainDiagnostic(diagnostic, texts.get(diagnostic.place?.path ?? ''), { color: false }),
  );
  // Paths come as the file was asked for; what is before the example's own folder is no part of its message.
  const text = `${shown.join('\n\n')}\n`.replaceAll(`${dirname(file).replaceAll(sep, '/')}/`, '');
  await expect(text).toMatchFileSnapshot(join(folder, `${code}.txt`));
});

test('no golden message is left of an example that is gone', () => {
  const goldens = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  expect(goldens.filter((name) => !existsSync(join(folder, name.replace(/txt$/, 'yaml'))))).toEqual([]);
});
