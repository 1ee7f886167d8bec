import { budgetSchema, musicSchema, referenceSchema, soundtrackSchema } from './film-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import { gifSchema, outputSchema, posterSchema } from './output-schema.ts';
import { continuesSchema, transitionSchema } from './shot-before-schema.ts';
import { includeSchema, nameSchema, shotListSchema, shotSchema, shotSettings } from './shot-schema.ts';

const $schema = 'https://json-schema.org/draft/2020-12/schema';

const $defs: Readonly<Record<string, JsonSchema>> = {
  name: nameSchema,
  budget: budgetSchema,
  output: outputSchema,
  poster: posterSchema,
  gif: gifSchema,
  defaults: {
    description: 'What goes for every shot that does not say otherwise.',
    examples: [{ provider: 'shortapi', model: 'wan-2.6-r2v', duration: 5, audio: false }],
    type: 'object',
    properties: shotSettings,
    additionalProperties: false,
  },
  reference: referenceSchema,
  transition: transitionSchema,
  continues: continuesSchema,
  shot: shotSchema,
  include: includeSchema,
  shotList: shotListSchema,
  soundtrack: soundtrackSchema,
  music: musicSchema,
};

/** The JSON Schema (draft 2020-12) of a storyboard file; the one source of types, validator, docs and published file. */
export const STORYBOARD_SCHEMA: JsonSchema = {
  $schema,
  title: 'Storyboard',
  description: 'A film as text: its shots, what must stay the same between them, and what it may cost.',
  examples: [{ version: 1, shots: [{ id: 'meet', prompt: 'A raccoon looks up at a portrait.' }] }],
  type: 'object',
  properties: {
    version: { description: 'The version of this format.', examples: [1], const: 1 },
    title: {
      description: 'The film’s title. Default: the name of this file.',
      examples: ['The Raccoon and the Portrait'],
      type: 'string',
      pattern: '\\S',
      patternErrorMessage: 'a text that is not empty',
      maxLength: 200,
    },
    budget: { $ref: '#/$defs/budget' },
    output: { $ref: '#/$defs/output' },
    defaults: { $ref: '#/$defs/defaults' },
    references: {
      description: 'Images and clips by name; a prompt names them with `@`.',
      examples: [{ mona: { video: 'refs/monalisa.mp4', description: 'the woman of the portrait' } }],
      type: 'object',
      propertyNames: { $ref: '#/$defs/name' },
      additionalProperties: { $ref: '#/$defs/reference' },
    },
    shots: { $ref: '#/$defs/shotList' },
    soundtrack: { $ref: '#/$defs/soundtrack' },
  },
  required: ['version', 'shots'],
  additionalProperties: false,
  $defs,
};

/** The JSON Schema of a scene file: a list of shots, by the definitions of `STORYBOARD_SCHEMA`. */
export const SHOT_LIST_SCHEMA: JsonSchema = {
  $schema,
  title: 'Scene file of a storyboard',
  ...shotListSchema,
  $defs: Object.fromEntries(
    ['name', 'transition', 'continues', 'shot', 'include', 'shotList'].map((name) => [
      name,
      $defs[name] ?? {},
    ]),
  ),
};
