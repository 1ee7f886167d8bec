import type { GenerationRequest, ReferenceKind } from '@storyboard/core';
import type { ReferenceUrls } from '../http/reference-urls.ts';

/** How one model takes its references: a field with a list of addresses, or with the first alone. */
type ReferenceFields = Readonly<Partial<Record<ReferenceKind, readonly ['list' | 'one', field: string]>>>;

const REFERENCE_FIELDS: ReadonlyMap<string, ReferenceFields> = new Map<string, ReferenceFields>([
  ['alibaba/wan-2-6-r2v', { video: ['list', 'video_urls'] }],
  ['alibaba/wan-2-6-t2v', {}],
  ['alibaba/wan-2-6-i2v', { image: ['one', 'image_url'] }],
  ['alibaba/wan-2-7-r2v', { video: ['list', 'video_urls'], image: ['list', 'image_urls'] }],
]);

/** A normalised request as AI/ML API's body; every field that the request has is said, also where it is a default. */
export function aimlapiBody(
  request: GenerationRequest,
  urls: ReferenceUrls,
): Readonly<Record<string, unknown>> {
  const body = {
    ...request.options,
    model: request.model,
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    ...references(REFERENCE_FIELDS.get(request.model) ?? {}, urls),
    duration: request.duration,
    resolution: request.resolution,
    aspect_ratio: request.aspect,
    shot_type: request.shotType,
    generate_audio: request.audio,
    seed: request.seed,
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

function references(fields: ReferenceFields, urls: ReferenceUrls): Record<string, unknown> {
  return Object.fromEntries(
    (['video', 'image'] as const).flatMap((kind) => {
      const rule = fields[kind];
      if (rule === undefined || urls[kind].length === 0) return [];
      const [many, field] = rule;
      return [[field, many === 'list' ? urls[kind] : urls[kind][0]]];
    }),
  );
}
