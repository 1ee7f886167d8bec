import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { customerOf, idOf, jsonOf, tinyClip } from '../testing/simulator-client.ts';
import { AIMLAPI_FIELDS } from './aimlapi-fields.ts';
import { startSimulator } from './start-simulator.ts';

type Property = {
  readonly type: string;
  readonly enum?: readonly unknown[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
};

const FILES = [
  ['alibaba/wan-2-6-r2v', 'wan2.6-r2v'],
  ['alibaba/wan-2-6-t2v', 'wan2.6-t2v'],
  ['alibaba/wan-2-6-i2v', 'wan2.6-i2v'],
  ['alibaba/wan-2-7-r2v', 'wan2.7-r2v'],
] as const;

/** The answers of the endpoint, by the same file. */
const ANSWER = {
  type: 'object',
  required: ['id', 'status'],
  properties: {
    id: { type: 'string' },
    status: { enum: ['queued', 'generating', 'completed', 'error'] },
    video: {
      type: 'object',
      nullable: true,
      required: ['url'],
      properties: { url: { type: 'string', format: 'uri' } },
    },
    error: {
      type: 'object',
      nullable: true,
      required: ['name', 'message'],
      properties: { name: { type: 'string' }, message: { type: 'string' } },
    },
    meta: {
      type: 'object',
      nullable: true,
      properties: {
        usage: {
          type: 'object',
          nullable: true,
          required: ['credits_used'],
          properties: { credits_used: { type: 'number' } },
        },
      },
    },
  },
  additionalProperties: false,
};

test.each(FILES)('the fields of %s are those of its OpenAPI file', (model, file) => {
  const { properties, required } = schemaOf(file);
  const rules = AIMLAPI_FIELDS[model] ?? {};
  expect(Object.keys(rules).sort()).toEqual(Object.keys(properties).sort());
  for (const [name, property] of Object.entries<Property>(properties)) {
    if (name === 'model') continue;
    const { required: isRequired, ...rule } = rules[name] ?? { type: 'none' };
    expect(isRequired ?? false, name).toBe(required.includes(name));
    expect(rule, name).toMatchObject(ruleOf(property));
  }
});

test('what the simulator answers satisfies the OpenAPI file, from queued to the end', async () => {
  const clock = { ms: 0 };
  await using simulator = await startSimulator({
    provider: 'aimlapi',
    makeClip: tinyClip,
    jobSeconds: 60,
    now: () => clock.ms,
  });
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  const validate = ajv.compile(ANSWER);
  const customer = customerOf(simulator);
  const seen: string[] = [];
  const see = (answer: { readonly status: string }): void => {
    validate(answer);
    expect(validate.errors ?? []).toEqual([]);
    seen.push(answer.status);
  };
  const submitted = [await customer.submit('A fox.'), await customer.submit('A hare. #fault:job-failed')];
  for (const outcome of submitted) see(jsonOf(outcome));
  for (const at of [30_000, 61_000]) {
    clock.ms = at;
    for (const outcome of submitted) see(jsonOf(await customer.poll(idOf(outcome))));
  }
  expect(seen).toEqual(['queued', 'queued', 'generating', 'generating', 'completed', 'error']);
});

function schemaOf(file: string) {
  const path = join(import.meta.dirname, '..', 'aimlapi', 'openapi', `${file}.json`);
  return JSON.parse(readFileSync(path, 'utf8')).schema;
}

/** What a property of a file is in the words of the simulator. */
function ruleOf(property: Property): object {
  const { type, maxLength } = property;
  if (type === 'array') return { type: 'urls', min: property.minItems ?? 0, max: property.maxItems };
  if (property.enum !== undefined) return { type: type === 'integer' ? type : 'enum', values: property.enum };
  if (type !== 'string') return { type };
  const isUrl = 'format' in property;
  return { type: isUrl ? 'url' : 'text', ...(maxLength === undefined ? {} : { maxLength }) };
}
