import type { FieldRule, FieldRules } from './field-rules.ts';

const COMMON = {
  model: { type: 'text', required: true },
  prompt: { type: 'text', required: true },
  resolution: { type: 'enum', values: ['720p', '1080p'] },
  duration: { type: 'integer', values: [5, 10, 15] },
  negative_prompt: { type: 'text' },
  seed: { type: 'integer' },
  enhance_prompt: { type: 'boolean' },
} as const satisfies FieldRules;

const SHOT_TYPE: FieldRule = { type: 'enum', values: ['single', 'multi'] };
const ASPECT: FieldRule = { type: 'enum', values: ['16:9', '9:16', '1:1', '4:3', '3:4'] };

/** What AI/ML API's models take, by the vendor's OpenAPI files. */
export const AIMLAPI_FIELDS: Readonly<Record<string, FieldRules>> = {
  'alibaba/wan-2-6-r2v': {
    ...COMMON,
    video_urls: { type: 'urls', required: true, min: 1, max: 3 },
    aspect_ratio: ASPECT,
    shot_type: SHOT_TYPE,
  },
  'alibaba/wan-2-6-t2v': {
    ...COMMON,
    audio_url: { type: 'url' },
    aspect_ratio: ASPECT,
    shot_type: SHOT_TYPE,
    generate_audio: { type: 'boolean' },
  },
  'alibaba/wan-2-6-i2v': {
    ...COMMON,
    image_url: { type: 'url', required: true },
    audio_url: { type: 'url' },
    shot_type: SHOT_TYPE,
    generate_audio: { type: 'boolean' },
  },
  'alibaba/wan-2-7-r2v': {
    ...COMMON,
    first_frame_image: { type: 'url' },
    image_urls: { type: 'urls', min: 0, max: 5 },
    video_urls: { type: 'urls', min: 0, max: 5 },
    aspect_ratio: ASPECT,
    negative_prompt: { type: 'text', maxLength: 500 },
    watermark: { type: 'boolean' },
  },
};
