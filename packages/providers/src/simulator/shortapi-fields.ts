import type { FieldRule, FieldRules } from './field-rules.ts';

const PROMPT: FieldRule = { type: 'text', required: true, maxLength: 1500 };
const NEGATIVE_PROMPT: FieldRule = { type: 'text', maxLength: 500 };
const SHOT_TYPE: FieldRule = { type: 'enum', values: ['single', 'multi'] };
const ASPECT: FieldRule = { type: 'enum', values: ['16:9', '1:1', '9:16', '4:3', '3:4'] };

/** What ShortAPI's models take as `args`, by the vendor's model pages. */
export const SHORTAPI_FIELDS: Readonly<Record<string, FieldRules>> = {
  'alibaba/wan-2.6/reference-to-video': {
    prompt: PROMPT,
    negative_prompt: NEGATIVE_PROMPT,
    video_urls: { type: 'urls', required: true, min: 1, max: 3 },
    image_urls: { type: 'urls', min: 0, max: 5 },
    duration: { type: 'integer', min: 2, max: 10 },
    resolution: { type: 'enum', values: ['720p', '1080p'] },
    shot_type: SHOT_TYPE,
    audio: { type: 'boolean' },
  },
  'alibaba/wan-2.6/text-to-video': {
    prompt: PROMPT,
    negative_prompt: NEGATIVE_PROMPT,
    duration: { type: 'integer', values: [5, 10] },
    aspect_ratio: ASPECT,
    resolution: { type: 'enum', values: ['720p', '1080p'] },
    audio_url: { type: 'url' },
    shot_type: SHOT_TYPE,
    prompt_extend: { type: 'boolean' },
  },
  'alibaba/wan-2.6/image-to-video': {
    prompt: PROMPT,
    image_url: { type: 'url', required: true },
    duration: { type: 'integer', values: [5, 10, 15] },
    resolution: { type: 'enum', values: ['720P', '1080P'] },
    audio_url: { type: 'url' },
    shot_type: SHOT_TYPE,
    prompt_extend: { type: 'boolean' },
    audio: { type: 'boolean' },
  },
};
