import type { GenerationRequest, ReferenceKind, Resolution } from '@storyboard/core';
import type { ReferenceUrls } from '../http/reference-urls.ts';

/** What a job is created with. */
export type ShortapiJob = { readonly model: string; readonly args: Readonly<Record<string, unknown>> };

/** How one model names what others name differently. */
type ArgumentNames = {
  /** `list`: an array of addresses; `one`: the first alone. */
  readonly references: Readonly<Partial<Record<ReferenceKind, readonly ['list' | 'one', field: string]>>>;
  readonly resolution: Readonly<Record<Resolution, string>>;
};

const LOWER_CASE = { '720p': '720p', '1080p': '1080p' } as const;
const UPPER_CASE = { '720p': '720P', '1080p': '1080P' } as const;

const REFERENCE_TO_VIDEO: ArgumentNames = {
  references: { video: ['list', 'video_urls'], image: ['list', 'image_urls'] },
  resolution: LOWER_CASE,
};

const NAMES: ReadonlyMap<string, ArgumentNames> = new Map([
  ['alibaba/wan-2.6/reference-to-video', REFERENCE_TO_VIDEO],
  ['alibaba/wan-2.6/text-to-video', { references: {}, resolution: LOWER_CASE }],
  ['alibaba/wan-2.6/image-to-video', { references: { image: ['one', 'image_url'] }, resolution: UPPER_CASE }],
]);

/** A normalised request as ShortAPI's body; every argument that the request has is said, also where it is a default. */
export function shortapiJob(request: GenerationRequest, urls: ReferenceUrls): ShortapiJob {
  const names = NAMES.get(request.model) ?? REFERENCE_TO_VIDEO;
  const args = {
    ...request.options,
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    ...references(names, urls),
    duration: request.duration,
    resolution: names.resolution[request.resolution],
    aspect_ratio: request.aspect,
    shot_type: request.shotType,
    audio: request.audio,
    seed: request.seed,
  };
  return { model: request.model, args: present(args) };
}

function references({ references }: ArgumentNames, urls: ReferenceUrls): Record<string, unknown> {
  return Object.fromEntries(
    (['video', 'image'] as const).flatMap((kind) => {
      const rule = references[kind];
      if (rule === undefined || urls[kind].length === 0) return [];
      const [many, field] = rule;
      return [[field, many === 'list' ? urls[kind] : urls[kind][0]]];
    }),
  );
}

function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
