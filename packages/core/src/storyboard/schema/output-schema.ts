import { DEFAULT_SETTINGS } from '../default-settings.ts';
import type { JsonSchema } from './json-schema.ts';

/** The film itself. */
export const outputSchema: JsonSchema = {
  description: 'The film: where it is written, what its picture is, and what is made beside it.',
  examples: [{ file: 'film.mp4', aspect: '16:9', resolution: '720p', fps: 24 }],
  type: 'object',
  properties: {
    file: {
      description:
        'Path of the film, relative to this file, inside the project folder. Default: the name of this file with ' +
        '`.mp4`, or with `.mov` for ProRes.',
      examples: ['film.mp4'],
      type: 'string',
      pattern: '[^/]\\.(?:[mM][pP]4|[mM][oO][vV])$',
      patternErrorMessage: 'must be a path that ends in `.mp4`, or in `.mov` for ProRes',
      maxLength: 1024,
    },
    aspect: {
      description: 'Width to height.',
      default: DEFAULT_SETTINGS.aspect,
      examples: ['9:16'],
      type: 'string',
      enum: ['16:9', '9:16', '1:1', '4:3', '3:4'],
    },
    resolution: {
      description: 'The shorter side of the picture in pixels.',
      default: DEFAULT_SETTINGS.resolution,
      examples: ['1080p'],
      type: 'string',
      enum: ['720p', '1080p'],
    },
    fps: {
      description: 'Pictures per second: a whole number from 1 to 120, or 23.976, 29.97 or 59.94.',
      default: DEFAULT_SETTINGS.fps,
      examples: [24, 29.97],
      type: 'number',
      anyOf: [{ type: 'integer', minimum: 1, maximum: 120 }, { enum: [23.976, 29.97, 59.94] }],
      errorMessage: 'must be a whole number from 1 to 120, or 23.976, 29.97 or 59.94',
    },
    fit: {
      description:
        'How footage of another shape is brought into the film’s frame: bars, cut edges, or bars filled with the ' +
        'blurred picture.',
      default: DEFAULT_SETTINGS.fit,
      examples: ['crop'],
      type: 'string',
      enum: ['letterbox', 'crop', 'blur'],
    },
    codec: {
      description:
        'How the pictures are coded: `h264` plays everywhere, `hevc` and `av1` are smaller, `prores` is for editing and ' +
        'comes in a `.mov` file.',
      default: DEFAULT_SETTINGS.codec,
      examples: ['hevc'],
      type: 'string',
      enum: ['h264', 'hevc', 'av1', 'prores'],
    },
    quality: {
      description:
        'What is encoded anew looks like its source (`standard`), is made for speed (`draft`), or keeps what the eye ' +
        'does not see as well (`master`). Pictures that go into the film as they are lose nothing either way.',
      default: DEFAULT_SETTINGS.quality,
      examples: ['master'],
      type: 'string',
      enum: ['draft', 'standard', 'master'],
    },
    preset: {
      description:
        'The encoder’s trade of time against size. Default: what goes with `quality`. ProRes has none.',
      examples: ['slow'],
      type: 'string',
      enum: ['fast', 'medium', 'slow'],
    },
    fade_out: {
      description:
        'Seconds over which the end of the film, picture and sound, goes to black; it does not make the film longer.',
      default: DEFAULT_SETTINGS.fadeOut,
      examples: [1.5],
      type: 'number',
      minimum: 0,
      maximum: 60,
    },
    poster: { $ref: '#/$defs/poster' },
    gif: { $ref: '#/$defs/gif' },
    contact_sheet: {
      description:
        'Path of a picture with a frame of every shot, made with every render; `--contact-sheet` goes first.',
      examples: ['contact-sheet.png'],
      type: 'string',
      pattern: '[^/]\\.[pP][nN][gG]$',
      patternErrorMessage: 'must be a path that ends in `.png`',
      maxLength: 1024,
    },
  },
  additionalProperties: false,
};

const posterFile = {
  pattern: '[^/]\\.(?:[jJ][pP][eE]?[gG]|[pP][nN][gG])$',
  patternErrorMessage: 'must be a path that ends in `.jpg` or `.png`',
  maxLength: 1024,
} as const;

/** One frame of the film as a picture. */
export const posterSchema: JsonSchema = {
  description:
    'One frame of the film as a picture, made with every render. Written as its path, or with the time of the frame.',
  examples: ['poster.jpg', { file: 'poster.jpg', at: 3.5 }],
  type: ['string', 'object'],
  ...posterFile,
  properties: {
    file: {
      ...posterFile,
      description: 'Path of the picture, relative to this file, inside the project folder: `.jpg` or `.png`.',
      examples: ['poster.jpg'],
      type: 'string',
    },
    at: {
      description: 'Seconds from the film’s start. Default: the middle of the first shot.',
      examples: [3.5],
      type: 'number',
      minimum: 0,
      maximum: 36_000,
    },
  },
  required: ['file'],
  additionalProperties: false,
};

const gifFile = {
  pattern: '[^/]\\.[gG][iI][fF]$',
  patternErrorMessage: 'must be a path that ends in `.gif`',
  maxLength: 1024,
} as const;

/** The film as a small picture that moves. */
export const gifSchema: JsonSchema = {
  description:
    'The beginning of the film as a GIF without sound, for a README or a chat, made with every render. Written as its ' +
    'path, or with its width, pictures per second and length.',
  examples: ['film.gif', { file: 'film.gif', width: 480, fps: 10 }],
  type: ['string', 'object'],
  ...gifFile,
  properties: {
    file: {
      ...gifFile,
      description: 'Path of the GIF, relative to this file, inside the project folder.',
      examples: ['film.gif'],
      type: 'string',
    },
    width: {
      description: 'In pixels.',
      default: DEFAULT_SETTINGS.gifWidth,
      examples: [320],
      type: 'integer',
      minimum: 16,
      maximum: 1920,
    },
    fps: {
      description: 'Pictures per second; a GIF counts in hundredths of a second.',
      default: DEFAULT_SETTINGS.gifFps,
      examples: [10],
      type: 'integer',
      minimum: 1,
      maximum: 50,
    },
    seconds: {
      description: 'The most that is shown of the film, from its start.',
      default: DEFAULT_SETTINGS.gifSeconds,
      examples: [12],
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 600,
    },
  },
  required: ['file'],
  additionalProperties: false,
};
