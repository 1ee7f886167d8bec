import { createRequire } from 'node:module';
import { join } from 'node:path';
import { STORYBOARD_SCHEMA } from '../../packages/core/src/storyboard/schema/schema.ts';
import { root } from '../workspace.js';

/** @typedef {import('../../packages/core/src/storyboard/schema/json-schema.ts').JsonSchema} JsonSchema */

const { stringify } = createRequire(join(root, 'packages', 'core', 'package.json'))('yaml');

/** Sections in reading order: heading, definition, and what the schema cannot say. */
const sections = [
  { heading: 'budget', name: 'budget', more: '' },
  {
    heading: 'output',
    name: 'output',
    more: 'How codecs and qualities differ, and what is made beside the film: [formats](formats.md).',
  },
  { heading: 'poster', name: 'poster', more: '' },
  { heading: 'gif', name: 'gif', more: '' },
  {
    heading: 'defaults',
    name: 'defaults',
    more: 'The keys mean what they mean in [a shot](#a-shot), which has the last word.',
  },
  {
    heading: 'references',
    name: 'reference',
    more: 'A reference’s name follows the same rule as a shot’s id: a letter or digit, then letters, digits, `-` and `_`, at most 64 in all.',
  },
  { heading: 'A shot', name: 'shot', more: '' },
  { heading: 'transition', name: 'transition', more: '' },
  { heading: 'continues', name: 'continues', more: '' },
  { heading: 'include', name: 'include', more: '' },
  { heading: 'soundtrack', name: 'soundtrack', more: '' },
  { heading: 'music', name: 'music', more: '' },
];

const introduction = `# The storyboard file

<!-- Generated from the schema by \`pnpm generate\`; not to be edited. -->

A storyboard is one YAML file, with scene files beside it if it grows. This page lists every key. The same schema is
published as a file for editors: put its path into the first line and the editor completes keys, shows these
descriptions and marks mistakes while you type.

\`\`\`yaml
# yaml-language-server: $schema=node_modules/@storyboard/core/schema/storyboard.v1.schema.json
version: 1

references:
  raccoon: { video: https://example.com/raccoon.mp4 }
  mona: { video: refs/monalisa.mp4, description: the woman of the portrait }

shots:
  - id: meet
    prompt: "@raccoon sniffs at the frame of @mona."
  - id: embrace
    prompt: "@mona holds @raccoon like a pet. She laughs."
    duration: 8
    transition: { type: fade, duration: 0.5 }
  - include: scenes/02-night.yaml
\`\`\`

## What goes for the whole file

- **Names in prompts.** \`@name\` names a reference; every model gets it in its own spelling. \`@@\` is a plain \`@\`, and so
  is one after a letter or digit, as in an address; right after a name, as in \`@fox@boat\`, it begins the next. YAML wants a text that begins with \`@\` in quotes.
- **References of a shot** are the names in its prompt in the order of their first use, or the shot’s own list.
- **Paths** are relative to the file that names them, are written with \`/\`, and stay inside the project folder, which
  is the folder of the storyboard.
- **Scene files** are lists of shots. They can include others; a file is included once. Shot ids are unique over all
  files.
- **Nothing is read from the environment.** A storyboard from a stranger can be validated and planned safely.
- **YAML** is version 1.2: \`yes\` and \`off\` are texts. Anchors and aliases work; merge keys (\`<<\`) and tags do not. A
  file has at most 4 MiB.
- **Limits of models**, such as the durations they offer, are checked before anything is paid: see
  [errors](errors.md).
`;

/**
 * The reference of the format, from the schema.
 *
 * @returns {Promise<readonly import('../generate.js').GeneratedFile[]>}
 */
export async function files() {
  const parts = [
    introduction,
    '## Top level\n',
    table(STORYBOARD_SCHEMA),
    ...sections.flatMap(({ heading, name, more }) => {
      const schema = STORYBOARD_SCHEMA.$defs?.[name] ?? {};
      return [
        `## ${heading === 'A shot' ? heading : `\`${heading}\``}\n`,
        `${schema.description}\n`,
        ...(more === '' ? [] : [`${more}\n`]),
        examples(heading, schema),
        name === 'defaults' ? keyList(schema) : table(schema),
        ...longEnums(schema),
      ];
    }),
  ];
  return [{ path: 'docs/format.md', text: `${parts.join('\n').trimEnd()}\n` }];
}

/** @param {JsonSchema} schema */
function keyList({ properties = {} }) {
  const keys = Object.keys(properties).map((key) => `\`${key}\``);
  return `Every one of ${keys.slice(0, -1).join(', ')} and ${keys.at(-1)} can stand here.\n`;
}

/**
 * Lists that are too long for a table.
 *
 * @param {JsonSchema} schema
 */
function longEnums({ properties = {} }) {
  return Object.entries(properties).flatMap(([key, field]) =>
    isLong(field)
      ? [`\`${key}\` is one of ${(field.enum ?? []).map((value) => `\`${value}\``).join(', ')}.\n`]
      : [],
  );
}

/** @param {JsonSchema} field */
function isLong(field) {
  return (field.enum?.length ?? 0) > 8;
}

/** @param {JsonSchema} schema */
function table(schema) {
  const rows = Object.entries(schema.properties ?? {}).map(([key, written]) => {
    const field = resolved(written);
    const must = schema.required?.includes(key) ? ' (required)' : '';
    const cells = [
      `\`${key}\`${must}`,
      typeText(field),
      defaultText(field),
      field.description ?? '',
      exampleText(field),
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return [
    '| key | type | default | meaning | for example |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** @param {JsonSchema} schema */
function resolved(schema) {
  const name = schema.$ref?.slice('#/$defs/'.length);
  return name === undefined ? schema : { ...STORYBOARD_SCHEMA.$defs?.[name], ...schema };
}

/**
 * @param {JsonSchema} field
 * @returns {string}
 */
function typeText(field) {
  if (field.const !== undefined) return `\`${field.const}\``;
  if (isLong(field)) return `one of ${field.enum?.length} names, below`;
  if (field.enum !== undefined) return field.enum.map((value) => `\`${value}\``).join(', ');
  const types = [field.type ?? []].flat();
  const words = types.map((type) => {
    if (type === 'array') return 'list';
    if (type === 'object') return 'mapping';
    if (type === 'boolean') return '`true`, `false`';
    if (type === 'integer') return `whole number${rangeText(field)}`;
    if (type === 'number') return `number${field.anyOf === undefined ? rangeText(field) : ''}`;
    const word = /^\^(\w+)\$$/.exec(field.pattern ?? '')?.[1];
    return word === undefined ? `text${types.length === 1 ? lengthText(field) : ''}` : `\`${word}\``;
  });
  return words.join(' or ');
}

/** @param {JsonSchema} field */
function rangeText({ minimum, maximum, exclusiveMinimum }) {
  const least =
    minimum === undefined
      ? exclusiveMinimum === undefined
        ? ''
        : `above ${exclusiveMinimum}`
      : `from ${minimum.toLocaleString('en')}`;
  const most = maximum === undefined ? '' : `up to ${maximum.toLocaleString('en')}`;
  return least === '' && most === '' ? '' : `, ${[least, most].filter((text) => text !== '').join(' ')}`;
}

/** @param {JsonSchema} field */
function lengthText({ maxLength }) {
  return maxLength === undefined ? '' : `, up to ${maxLength.toLocaleString('en')} characters`;
}

/** @param {JsonSchema} field */
function defaultText(field) {
  return field.default === undefined ? '' : `\`${flow(field.default)}\``;
}

/** @param {JsonSchema} field */
function exampleText({ examples: given = [], properties, items }) {
  // What has a section of its own has its example there.
  if (properties !== undefined || items?.if !== undefined) return '';
  return given.map((example) => `\`${flow(example)}\``).join(', ');
}

/** @param {unknown} value */
function flow(value) {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trim();
}

/**
 * @param {string} heading
 * @param {JsonSchema} schema
 */
function examples(heading, { examples: given = [] }) {
  const blocks = given.map((example) => yamlOf(heading, example));
  return `\`\`\`yaml\n${blocks.join('# or\n')}\`\`\`\n`;
}

/**
 * @param {string} heading
 * @param {unknown} example
 */
function yamlOf(heading, example) {
  const isItem = heading === 'A shot' || heading === 'include';
  const inner = heading === 'references' ? { gallery: example } : example;
  const text = stringify(isItem ? [inner] : { [heading]: inner }, { lineWidth: 100 });
  // Older readers of YAML take such a word for a number of base sixty.
  return text.replaceAll(/: (\d+:\d+)$/gm, ': "$1"');
}
