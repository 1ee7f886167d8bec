import { DEFAULT_SETTINGS } from '../default-settings.ts';
import { TRANSITION_TYPES } from '../transitions.ts';
import type { JsonSchema } from './json-schema.ts';

/** From the shot before into this one. */
export const transitionSchema: JsonSchema = {
  description:
    'How the shot before leads into this one. The transition overlaps both shots and shortens the film by its ' +
    'duration; on the first shot it comes from black. `none` is a hard cut, for a shot that is to have none of the ' +
    'defaults.',
  examples: [{ type: 'fade', duration: 0.5 }, 'none'],
  type: ['object', 'string'],
  pattern: '^none$',
  patternErrorMessage: 'must be a mapping with `type` and `duration`, or `none`',
  properties: {
    type: {
      description: 'What it looks like: a name of ffmpeg’s xfade.',
      default: DEFAULT_SETTINGS.transitionType,
      examples: ['fade', 'dissolve', 'wipeleft'],
      type: 'string',
      enum: TRANSITION_TYPES,
    },
    duration: {
      description: 'Seconds.',
      default: DEFAULT_SETTINGS.transitionDuration,
      examples: [0.5, 1],
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 60,
    },
  },
  additionalProperties: false,
};

/** The earlier shot that a shot goes on from. */
export const continuesSchema: JsonSchema = {
  description:
    'The earlier shot that this one goes on from: its last frame or its clip becomes a reference of this shot, which ' +
    'the prompt may name by `@` and the shot’s id; a reference of the same name goes first. Written as the shot’s id, ' +
    'or with `use`.',
  examples: ['meet', { shot: 'meet', use: 'clip' }],
  type: ['string', 'object'],
  pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$',
  patternErrorMessage: 'must be the id of a shot',
  properties: {
    shot: { $ref: '#/$defs/name', description: 'The id of the earlier shot.' },
    use: {
      description:
        'What of it is handed over. Default: the last frame where the model takes images, else the clip.',
      examples: ['last-frame', 'clip'],
      type: 'string',
      enum: ['last-frame', 'clip'],
    },
  },
  required: ['shot'],
  additionalProperties: false,
};
