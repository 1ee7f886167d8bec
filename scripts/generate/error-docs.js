import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIAGNOSTIC_CODES } from '../../packages/core/src/diagnostic/codes.ts';
import { root } from '../workspace.js';

const introduction = `# What can be wrong with a storyboard

<!-- Generated from the codes by \`pnpm generate\`; not to be edited. -->

Every message about a storyboard has one of these codes. They are a closed set: scripts match codes, never the words
of a message. An **error** stops the command, a **warning** does not, an **info** is good to know. The files behind the
examples are in \`examples/broken/\`.
`;

/**
 * The reference of diagnostic codes, with the message that the broken example of each code gives.
 *
 * @returns {Promise<readonly import('../generate.js').GeneratedFile[]>}
 */
export async function files() {
  const codes = Object.entries(DIAGNOSTIC_CODES);
  const index = codes.map(([code, { title }]) => `| [\`${code}\`](#${code}) | ${title} |`);
  const sections = codes.map(([code, { about }]) => `## ${code}\n\n${about}\n${example(code)}`);
  const text = [introduction, '| code | in short |', '| --- | --- |', ...index, '', ...sections].join('\n');
  return [{ path: 'docs/errors.md', text: `${text.trimEnd()}\n` }];
}

/** @param {string} code */
function example(code) {
  const file = join(root, 'examples', 'broken', `${code}.txt`);
  return existsSync(file) ? `\n\`\`\`text\n${readFileSync(file, 'utf8').trimEnd()}\n\`\`\`\n` : '';
}
