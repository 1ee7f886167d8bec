import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { STORYBOARD_SCHEMA } from '../../packages/core/src/storyboard/schema/schema.ts';
import { root } from '../workspace.js';

/** Ajv is a dependency of core's development, not of the workspace. */
const requireFromCore = createRequire(join(root, 'packages', 'core', 'package.json'));

/** What a schema says to people only. */
const annotations = new Set([
  'title',
  'description',
  'default',
  'examples',
  'errorMessage',
  'patternErrorMessage',
]);

/** Ajv's runtime functions carry the text of their own import, which a search for imports would take for one. */
const withoutOwnSource = {
  name: 'without-own-source',
  /** @param {import('esbuild').PluginBuild} building */
  setup(building) {
    building.onLoad({ filter: /ajv[\\/]dist[\\/]runtime[\\/]\w+\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/^\w+\.code = .*$/m, ''),
    }));
  },
};

/**
 * The schema compiled to plain code without imports, so that nothing is compiled when the program starts.
 *
 * @returns {Promise<readonly import('../generate.js').GeneratedFile[]>}
 */
export async function files() {
  const { Ajv2020 } = requireFromCore('ajv/dist/2020');
  const { default: standaloneCode } = requireFromCore('ajv/dist/standalone');
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    code: { source: true, esm: true },
  });
  const schema = withoutAnnotations(STORYBOARD_SCHEMA);
  ajv.addSchema(withShotsUnchecked(schema), 'storyboard');
  ajv.addSchema({ $defs: schema.$defs, $ref: '#/$defs/shot' }, 'shot');
  ajv.addSchema(schema.$defs?.['include'] ?? {}, 'include');
  const code = standaloneCode(ajv, {
    validateStoryboard: 'storyboard',
    validateShot: 'shot',
    validateInclude: 'include',
  });
  const bundled = await build({
    stdin: { contents: code, resolveDir: join(root, 'packages', 'core'), loader: 'js' },
    bundle: true,
    minify: true,
    lineLimit: 120,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    legalComments: 'none',
    charset: 'utf8',
    write: false,
    plugins: [withoutOwnSource],
  });
  const text = bundled.outputFiles[0]?.text ?? '';
  return [{ path: 'packages/core/src/storyboard/generated/validate-document.ts', text: asTypeScript(text) }];
}

/**
 * The storyboard's schema without what it says of a single shot: shots are checked one by one, so that it is known
 * beforehand which of the two forms an item is meant to have, and a hostile list can be given up early.
 *
 * @param {import('../../packages/core/src/storyboard/schema/json-schema.ts').JsonSchema} schema
 */
function withShotsUnchecked(schema) {
  const { items, ...shotList } = schema.$defs?.['shotList'] ?? {};
  return { ...schema, $defs: { ...schema.$defs, shotList } };
}

/**
 * A schema without what it says to people, but with fields of those names.
 *
 * @template T
 * @param {T} schema
 * @param {boolean} [isMap] whether keys are names of fields or definitions
 * @returns {T}
 */
function withoutAnnotations(schema, isMap = false) {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return /** @type {T} */ (schema.map((item) => withoutAnnotations(item)));
  const kept = Object.entries(schema).filter(([key]) => isMap || !annotations.has(key));
  const made = kept.map(([key, value]) => [
    key,
    withoutAnnotations(value, !isMap && (key === 'properties' || key === '$defs')),
  ]);
  return /** @type {T} */ (Object.fromEntries(made));
}

/** @param {string} code */
function asTypeScript(code) {
  const written = /export\{([^}]*)\};/.exec(code);
  const names = new Map(
    (written?.[1] ?? '')
      .split(',')
      .map((name) => /** @type {[string, string]} */ (name.split(' as ').reverse())),
  );
  const exported = [
    ['validateStoryboard', 'a storyboard file, its shots aside'],
    ['validateShot', 'one shot'],
    ['validateInclude', 'an include of a scene file'],
  ].map(
    ([name = '', what]) =>
      `/** Whether a value has the form of ${what}; \`errors\` of the function says what is wrong. */\n` +
      `export const ${name}: Validate = ${names.get(name)};\n`,
  );
  return `// @ts-nocheck: generated from the schema by \`pnpm generate\`; not to be edited.
import type { Validate } from '../form/validate.ts';

${code.replace(written?.[0] ?? '', '').trim()}

${exported.join('\n')}`;
}
