import { DEFAULT_SETTINGS } from '../default-settings.ts';
import type { JsonSchema } from './json-schema.ts';

/** What the film may cost. */
export const budgetSchema: JsonSchema = {
  description:
    'What the film may cost, in US dollars. A plan above it is refused before anything is submitted.',
  examples: [{ limit: 4, total: 30, on_exceed: 'fail' }],
  type: 'object',
  properties: {
    limit: {
      description: 'The most that one render may commit. USD, at most six decimals.',
      examples: [4, 12.5],
      type: 'number',
      minimum: 0,
      maximum: 1_000_000_000,
    },
    total: {
      description:
        'The most that the film may cost over its whole life, by its ledger. USD, at most six decimals.',
      examples: [30],
      type: 'number',
      minimum: 0,
      maximum: 1_000_000_000,
    },
    on_exceed: {
      description:
        'What to do with a plan above the budget: refuse it (`fail`), ask for 720p and fewer takes (`degrade`), or ' +
        'drop shots by priority (`trim`). What was changed is always shown.',
      default: DEFAULT_SETTINGS.onExceed,
      examples: ['degrade'],
      type: 'string',
      enum: ['fail', 'degrade', 'trim'],
    },
  },
  additionalProperties: false,
};

const sourceSchema: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 2048,
};

/** One reference. */
export const referenceSchema: JsonSchema = {
  description: 'An image or clip of a character, prop or place that must stay the same from shot to shot.',
  examples: [{ image: 'refs/gallery.png' }, { video: 'https://example.com/raccoon.mp4' }],
  type: 'object',
  properties: {
    image: {
      ...sourceSchema,
      description:
        'A picture: a path relative to this file, inside the project folder, or an `https://` address.',
      examples: ['refs/gallery.png', 'https://example.com/gallery.png'],
    },
    video: {
      ...sourceSchema,
      description:
        'A clip: a path relative to this file, inside the project folder, or an `https://` address.',
      examples: ['refs/monalisa.mp4', 'https://example.com/raccoon.mp4'],
    },
    description: {
      description:
        'What it shows, in words that fit into a sentence; stands in for the name where a model has no ' +
        'token for references.',
      examples: ['the woman of the portrait'],
      type: 'string',
      pattern: '\\S',
      patternErrorMessage: 'must be a text that is not empty',
      maxLength: 2000,
    },
    sha256: {
      description: 'The SHA-256 that the bytes behind an address must have, as 64 hexadecimal digits.',
      examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
      type: 'string',
      pattern: '^[0-9a-fA-F]{64}$',
      patternErrorMessage: 'must be 64 hexadecimal digits',
    },
  },
  oneOf: [{ required: ['image'] }, { required: ['video'] }],
  additionalProperties: false,
};

/** Music and loudness. */
export const soundtrackSchema: JsonSchema = {
  description: 'Music under the film and the film’s loudness.',
  examples: [{ music: { file: 'audio/theme.mp3', gain_db: -14, fade_out: 2 }, loudness: -14 }],
  type: 'object',
  properties: {
    music: { $ref: '#/$defs/music' },
    loudness: {
      description: 'Integrated loudness of the finished film in LUFS, or `off`.',
      default: DEFAULT_SETTINGS.loudness,
      examples: [-14, 'off'],
      type: ['number', 'string'],
      minimum: -70,
      maximum: -5,
      pattern: '^off$',
      patternErrorMessage: 'must be a number of LUFS from -70 to -5, or `off`',
    },
  },
  additionalProperties: false,
};

const musicFile = { minLength: 1, maxLength: 1024 } as const;

/** One piece of music. */
export const musicSchema: JsonSchema = {
  description: 'Music under the whole film. Written as its path, or with how it is mixed.',
  examples: [
    'audio/theme.mp3',
    { file: 'audio/theme.mp3', gain_db: -14, fade_in: 1, fade_out: 2, loop: true, duck: true },
  ],
  type: ['string', 'object'],
  ...musicFile,
  properties: {
    file: {
      ...musicFile,
      description: 'Path of the music, relative to this file, inside the project folder.',
      examples: ['audio/theme.mp3'],
      type: 'string',
    },
    gain_db: {
      description: 'How much louder (above zero) or quieter (below zero), in decibels.',
      default: DEFAULT_SETTINGS.gainDb,
      examples: [-14],
      type: 'number',
      minimum: -96,
      maximum: 24,
    },
    fade_in: {
      description: 'Seconds.',
      default: DEFAULT_SETTINGS.fadeIn,
      examples: [1],
      type: 'number',
      minimum: 0,
      maximum: 3600,
    },
    fade_out: {
      description: 'Seconds.',
      default: DEFAULT_SETTINGS.fadeOut,
      examples: [2],
      type: 'number',
      minimum: 0,
      maximum: 3600,
    },
    loop: {
      description: 'Whether music that is shorter than the film starts again.',
      default: DEFAULT_SETTINGS.loop,
      examples: [true],
      type: 'boolean',
    },
    duck: {
      description: 'Whether the music gives way while the shots are loud.',
      default: DEFAULT_SETTINGS.duck,
      examples: [true],
      type: 'boolean',
    },
  },
  required: ['file'],
  additionalProperties: false,
};
