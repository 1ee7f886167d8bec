import { DEFAULT_SETTINGS } from '../default-settings.ts';
import type { JsonSchema } from './json-schema.ts';

/** A shot id or the name of a reference. */
export const nameSchema: JsonSchema = {
  description: 'A letter or digit, then letters, digits, `-` and `_`; at most 64 characters.',
  examples: ['meet', 'shot-01'],
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$',
  patternErrorMessage:
    'must begin with a letter or digit and go on with letters, digits, `-` and `_`, at most 64 in all',
};

/** What goes for one shot, or in `defaults` for all. */
export const shotSettings = {
  provider: {
    description:
      'Who makes the footage: a provider’s id, or a list: first choice, then fallbacks. Every one of them must be ' +
      'able to make the shot as it is written.',
    default: DEFAULT_SETTINGS.provider,
    examples: ['shortapi', ['shortapi', 'aimlapi']],
    type: ['string', 'array'],
    minLength: 1,
    maxLength: 64,
    items: {
      description: 'A provider’s id.',
      examples: ['shortapi'],
      type: 'string',
      minLength: 1,
      maxLength: 64,
    },
    minItems: 1,
    maxItems: 8,
    uniqueItems: true,
  },
  model: {
    description:
      'A portable name that providers map to theirs, or a provider’s own model id. Default: the provider’s own ' +
      'default. `storyboard models` lists them.',
    examples: ['wan-2.6-r2v', 'alibaba/wan-2.6/reference-to-video'],
    type: 'string',
    minLength: 1,
    maxLength: 200,
  },
  duration: {
    description: 'Seconds of footage. Models offer certain durations only.',
    default: DEFAULT_SETTINGS.duration,
    examples: [5, 8],
    type: 'number',
    exclusiveMinimum: 0,
    maximum: 3600,
  },
  audio: {
    description: 'Whether the model makes sound, where it can be asked.',
    default: DEFAULT_SETTINGS.audio,
    examples: [true],
    type: 'boolean',
  },
  resolution: {
    description: 'What is asked of the model. Default: the output’s. What comes back is fitted to the film.',
    examples: ['720p', '1080p'],
    type: 'string',
    enum: ['720p', '1080p'],
  },
  takes: {
    description: 'How many takes to make, each paid for; one of them is picked for the film.',
    default: DEFAULT_SETTINGS.takes,
    examples: [2],
    type: 'integer',
    minimum: 1,
    maximum: 100,
  },
  seed: {
    description: 'A number that makes a model repeat itself, where it takes one.',
    examples: [7],
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000_000_000_000,
  },
  priority: {
    description:
      'Which shots are kept longest when `on_exceed: trim` has to drop some: higher is kept longer.',
    default: DEFAULT_SETTINGS.priority,
    examples: [10, -1],
    type: 'integer',
    minimum: -1_000_000,
    maximum: 1_000_000,
  },
  negative_prompt: {
    description: 'What must not be seen, where the model takes such a text.',
    examples: ['text, watermark, blur'],
    type: 'string',
    pattern: '\\S',
    patternErrorMessage: 'must be a text that is not empty',
    maxLength: 20_000,
  },
  shot_type: {
    description: 'One camera take (`single`) or several cuts (`multi`), where the model offers the choice.',
    examples: ['single'],
    type: 'string',
    enum: ['single', 'multi'],
  },
  transition: { $ref: '#/$defs/transition' },
  fit: {
    description:
      'How footage of another shape is brought into the film’s frame: bars, cut edges, or bars filled with the ' +
      'blurred picture. Default: the output’s.',
    examples: ['letterbox', 'crop', 'blur'],
    type: 'string',
    enum: ['letterbox', 'crop', 'blur'],
  },
  match: {
    description:
      'Brings exposure and white balance to those of the shot before (`colour`), or leaves them (`off`). Such a shot is ' +
      'encoded anew.',
    default: DEFAULT_SETTINGS.match,
    examples: ['colour'],
    type: 'string',
    enum: ['colour', 'off'],
  },
  options: {
    description:
      'Parameters of the model that this format has no word for, handed over as they are and checked against the ' +
      'model’s own parameters. A shot’s options are added to those of the defaults.',
    examples: [{ prompt_extend: false }],
    type: 'object',
    additionalProperties: true,
  },
} as const satisfies Readonly<Record<string, JsonSchema>>;

/** One shot as written. */
export const shotSchema: JsonSchema = {
  description: 'One continuous piece of footage.',
  examples: [{ id: 'meet', prompt: '@raccoon sniffs at the frame of @mona.', duration: 5 }],
  type: 'object',
  properties: {
    id: { $ref: '#/$defs/name', description: 'The shot’s name, unique over all files of the storyboard.' },
    prompt: {
      description:
        'What is seen. `@name` names a reference, whatever the provider’s own spelling is; `@@` is a plain `@`. ' +
        'Spaces and line breaks at its ends do not count.',
      examples: ['A raccoon looks up at a portrait.', '@mona holds @raccoon like a pet. She laughs.'],
      type: 'string',
      pattern: '\\S',
      patternErrorMessage: 'must be a text that is not empty',
      maxLength: 20_000,
    },
    references: {
      description:
        'The references of this shot in the order the model gets them. Default: the names in the prompt, in order of ' +
        'first use.',
      examples: [['raccoon', 'mona']],
      type: 'array',
      items: { $ref: '#/$defs/name', description: 'The name of a reference.' },
      uniqueItems: true,
      maxItems: 100,
    },
    continues: { $ref: '#/$defs/continues' },
    caption: {
      description: 'A line for people: shown in the animatic and in reports, never sent to a model.',
      examples: ['They meet'],
      type: 'string',
      minLength: 1,
      maxLength: 500,
    },
    ...shotSettings,
  },
  required: ['id', 'prompt'],
  additionalProperties: false,
};

/** A scene file to splice in. */
export const includeSchema: JsonSchema = {
  description: 'A scene file: a list of shots that is spliced in here.',
  examples: [{ include: 'scenes/02-night.yaml' }],
  type: 'object',
  properties: {
    include: {
      description: 'Path of the scene file, relative to the file that names it, inside the project folder.',
      examples: ['scenes/02-night.yaml'],
      type: 'string',
      minLength: 1,
      maxLength: 1024,
    },
  },
  required: ['include'],
  additionalProperties: false,
};

/** The shots of a storyboard, or the whole of a scene file. */
export const shotListSchema: JsonSchema = {
  description: 'Shots and scene files in the order of the film.',
  examples: [[{ id: 'meet', prompt: 'A raccoon looks up.' }, { include: 'scenes/02-night.yaml' }]],
  type: 'array',
  items: {
    type: 'object',
    if: { type: 'object', required: ['include'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { $ref: '#/$defs/include' },
    else: { $ref: '#/$defs/shot' },
  },
  minItems: 1,
};
