import { SHOT_LIST_SCHEMA, STORYBOARD_SCHEMA } from '../../packages/core/src/storyboard/schema/schema.ts';

/**
 * The schema as files for editors, which know a storyboard by `# yaml-language-server: $schema=…` in its first line.
 *
 * @returns {Promise<readonly import('../generate.js').GeneratedFile[]>}
 */
export async function files() {
  return [
    { path: 'packages/core/schema/storyboard.v1.schema.json', text: json(STORYBOARD_SCHEMA) },
    { path: 'packages/core/schema/storyboard-shots.v1.schema.json', text: json(SHOT_LIST_SCHEMA) },
  ];
}

/** @param {unknown} value */
function json(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
