import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runStoryboard } from '../packages/cli/src/testing/run-storyboard.ts';
import { root } from './sources.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const block = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1] ?? '',
  );

// The first screen shows a storyboard, its plan, and the same plan refused: they must be what the command says.
test('the README shows what the command really prints for its storyboard', async () => {
  const [film = ''] = block('yaml');
  const [allowed = '', refused = ''] = block('text');
  const folder = mkdtempSync(join(tmpdir(), 'storyboard-readme-'));
  try {
    writeFileSync(join(folder, 'film.yaml'), film);
    const plan = await runStoryboard(['plan', 'film.yaml'], { folder });
    expect({ code: plan.code, text: plan.stdout.trimEnd() }).toEqual({ code: 0, text: allowed.trimEnd() });

    const dear = await runStoryboard(['plan', 'film.yaml', '--budget', '3'], { folder });
    expect({ code: dear.code, text: dear.stdout.trimEnd() }).toEqual({ code: 4, text: refused.trimEnd() });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
