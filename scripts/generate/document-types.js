import { STORYBOARD_SCHEMA } from '../../packages/core/src/storyboard/schema/schema.ts';

/** @typedef {import('../../packages/core/src/storyboard/schema/json-schema.ts').JsonSchema} JsonSchema */

const width = 110;

/**
 * The types of a storyboard as it is written, from the schema.
 *
 * @returns {Promise<readonly import('../generate.js').GeneratedFile[]>}
 */
export async function files() {
  const { $defs = {}, ...storyboard } = STORYBOARD_SCHEMA;
  const declarations = Object.entries({ StoryboardDocument: storyboard, ...named($defs) }).map(
    ([name, schema]) => `${comment(schema, '')}export type ${name} = ${typeOf(schema, '')};\n`,
  );
  const text = `// Generated from the schema by \`pnpm generate\`; not to be edited.\n\n${declarations.join('\n')}`;
  return [{ path: 'packages/core/src/storyboard/generated/storyboard-document.ts', text }];
}

/** @param {Readonly<Record<string, JsonSchema>>} definitions */
function named(definitions) {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [typeName(`#/$defs/${name}`), schema]),
  );
}

/** @param {string} reference */
function typeName(reference) {
  const name = reference.slice('#/$defs/'.length);
  return `Written${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

/**
 * @param {JsonSchema} schema
 * @param {string} indent
 * @returns {string}
 */
function typeOf(schema, indent) {
  if (schema.$ref !== undefined) return typeName(schema.$ref);
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map(literal), indent);
  if (schema.then !== undefined && schema.else !== undefined) {
    return `${typeOf(schema.then, indent)} | ${typeOf(schema.else, indent)}`;
  }
  const types = /** @type {readonly string[]} */ ([schema.type ?? 'unknown'].flat());
  return types.map((type) => typeOfOne(type, schema, indent)).join(' | ');
}

/**
 * @param {string} type
 * @param {JsonSchema} schema
 * @param {string} indent
 * @returns {string}
 */
function typeOfOne(type, schema, indent) {
  switch (type) {
    case 'integer':
      return 'number';
    case 'string':
      // A text beside other types that may only be one word.
      return /^\^\w+\$$/.test(schema.pattern ?? '') ? literal((schema.pattern ?? '').slice(1, -1)) : 'string';
    case 'array': {
      const item = typeOf(schema.items ?? {}, indent);
      return `readonly ${item.includes(' ') ? `(${item})` : item}[]`;
    }
    case 'object':
      return objectType(schema, indent);
    default:
      return type;
  }
}

/**
 * @param {JsonSchema} schema
 * @param {string} indent
 */
function objectType(schema, indent) {
  if (schema.properties === undefined) {
    const value =
      typeof schema.additionalProperties === 'object'
        ? typeOf(schema.additionalProperties, indent)
        : 'unknown';
    return `{ readonly [name: string]: ${value} }`;
  }
  const inner = `${indent}  `;
  const fields = Object.entries(schema.properties).map(([name, field]) => {
    const mark = schema.required?.includes(name) ? '' : '?';
    return `${comment(field, inner)}${inner}readonly ${name}${mark}: ${typeOf(field, inner)};\n`.replace(
      ': \n',
      ':\n',
    );
  });
  return `{\n${fields.join('')}${indent}}`;
}

/** @param {string | number | boolean} value */
function literal(value) {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/**
 * @param {readonly string[]} members
 * @param {string} indent
 */
function union(members, indent) {
  const line = members.join(' | ');
  return line.length + indent.length < width - 30
    ? line
    : members.map((member) => `\n${indent}  | ${member}`).join('');
}

/**
 * @param {JsonSchema} schema
 * @param {string} indent
 */
function comment(schema, indent) {
  const { description } = schema;
  if (description === undefined) return '';
  const line = `${indent}/** ${description} */`;
  if (line.length <= width) return `${line}\n`;
  const lines = [''];
  for (const word of description.split(' ')) {
    const last = lines.length - 1;
    const longer = `${lines[last]} ${word}`;
    if (indent.length + longer.length + 2 <= width) lines[last] = longer;
    else lines.push(` ${word}`);
  }
  return `${indent}/**\n${lines.map((text) => `${indent} *${text}\n`).join('')}${indent} */\n`;
}
