import type { Aspect, ReferenceKind, Resolution } from '../storyboard/resolved.ts';

/**
 * What a reference of a request is, by content.
 *
 * - `file`: bytes of the project, known by their digest.
 * - `url`: a public address, and the digest that the storyboard promises, if it does.
 * - `take`: the last frame or the clip of another shot's take, known by that take's fingerprint.
 */
export type RequestReference = {
  readonly name: string;
  readonly kind: ReferenceKind;
  readonly description: string;
} & (
  | { readonly type: 'file'; readonly path: string; readonly digest: string; readonly sizeBytes: number }
  | { readonly type: 'url'; readonly url: string; readonly sha256: string | undefined }
  | { readonly type: 'take'; readonly fingerprint: string; readonly use: 'last-frame' | 'clip' }
);

/** The normalised request: exactly what is asked of a model, whatever the storyboard looked like. */
export type GenerationRequest = {
  readonly provider: string;
  /** The provider's own model id. */
  readonly model: string;
  /** With references spelt the way the model knows them. */
  readonly prompt: string;
  readonly negativePrompt: string | undefined;
  /** In the order the model gets and counts them. */
  readonly references: readonly RequestReference[];
  /** Seconds. */
  readonly duration: number;
  readonly resolution: Resolution;
  /** Absent where the model has no such parameter. */
  readonly aspect: Aspect | undefined;
  /** Absent where the model has no such switch. */
  readonly audio: boolean | undefined;
  readonly shotType: 'single' | 'multi' | undefined;
  readonly seed: number | undefined;
  readonly options: Readonly<Record<string, unknown>>;
};

/** What a clip is labelled with where it is drawn rather than generated. Never part of a fingerprint. */
export type Label = {
  readonly shot: string;
  /** As written, with `@names`. */
  readonly prompt: string;
  readonly caption: string | undefined;
  /** What the shot would cost, in words; '' to show nothing. */
  readonly cost: string;
  /** The model the storyboard names, in words. */
  readonly model: string;
};
