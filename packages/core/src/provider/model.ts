import type { Aspect, ReferenceKind, Resolution } from '../storyboard/resolved.ts';
import type { MicroUsd } from '../units.ts';

/** Durations in seconds that a model offers; the steps of a range are counted from its `min`. */
export type DurationRule =
  | { readonly type: 'range'; readonly min: number; readonly max: number; readonly step: number }
  | { readonly type: 'list'; readonly values: readonly number[] };

/** What a model takes of one kind of reference. `max` 0: none at all. */
export type ReferenceRule = {
  readonly min: number;
  readonly max: number;
  /** The largest file in bytes; absent where no limit is known. */
  readonly maxBytes?: number;
  /** What else is asked of such a reference, in words: formats, lengths, sizes. */
  readonly note?: string;
};

/**
 * How a prompt names a reference for a model.
 *
 * - `token`: `template` with `{n}` replaced by the number, counted from `first`, of the reference within its kind
 *   (`per-kind`) or over all references in the order they are sent (`overall`).
 * - `prose`: the model has no token; the reference's description stands in its place.
 */
export type ReferenceSpelling =
  | {
      readonly type: 'token';
      readonly template: string;
      readonly numbering: 'per-kind' | 'overall';
      readonly first: number;
      /** False where the spelling is a best guess; said in a diagnostic when it is used. */
      readonly verified: boolean;
    }
  | { readonly type: 'prose'; readonly verified: boolean };

/** One parameter of a model that a shot's `options` may carry. */
export type ParameterRule = { readonly description: string } & (
  | { readonly type: 'string'; readonly maxLength?: number }
  | { readonly type: 'integer' | 'number'; readonly min?: number; readonly max?: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'enum'; readonly values: readonly string[] }
);

/** Where a figure comes from and the day it was read (`YYYY-MM-DD`). */
export type Provenance = {
  readonly source: string;
  readonly asOf: string;
  readonly estimated: boolean;
  /** What the source leaves open, in a sentence. */
  readonly note?: string;
};

/** What one second of output costs, by what decides it. Rules are tried in order; the first that fits counts. */
export type PriceRule = {
  readonly when: { readonly resolution?: Resolution; readonly audio?: boolean };
  readonly perSecond: MicroUsd;
  readonly from: Provenance;
};

/**
 * What is known of one model of one provider, as data: everything that planning needs, nothing that talks to anyone.
 */
export type ModelSpec = {
  /** The provider's own id, such as `alibaba/wan-2.6/reference-to-video`. */
  readonly id: string;
  /** The portable name, such as `wan-2.6-r2v`. */
  readonly name: string;
  readonly title: string;
  /** Where its limits and parameters come from; absent where they are this program's own. */
  readonly limitsFrom?: Provenance;
  readonly durations: DurationRule;
  readonly resolutions: readonly Resolution[];
  /** Aspects that can be asked for; empty where the model has no such parameter. */
  readonly aspects: readonly Aspect[];
  readonly prompt: { readonly maxLength: number | undefined };
  /** Absent `maxLength`: unknown. Absent as a whole: the model takes no negative prompt. */
  readonly negativePrompt: { readonly maxLength: number | undefined } | undefined;
  readonly references: {
    readonly image: ReferenceRule;
    readonly video: ReferenceRule;
    /** The most references of all kinds together. */
    readonly maxTotal: number;
    /** Kinds in the order in which they are sent and, where numbered overall, counted. */
    readonly order: readonly ReferenceKind[];
    readonly spelling: Readonly<Record<ReferenceKind, ReferenceSpelling>>;
    /** Whether a file of the project can be handed over, or only a public URL. `unverified`: not documented. */
    readonly localFiles: 'accepted' | 'unverified';
  };
  /** `switch`: on or off by request. `none`: the request cannot say; what comes back decides. */
  readonly audio: 'switch' | 'none';
  readonly seed: { readonly min: number; readonly max: number } | undefined;
  readonly shotTypes: readonly ('single' | 'multi')[];
  readonly parameters: Readonly<Record<string, ParameterRule>>;
  /** Takes any option, whatever its name and value, and does nothing with those that are not in `parameters`. */
  readonly anyOption?: true;
  /** First that fits counts; none that fits: the price is unknown, for the reason `unpriced`. */
  readonly prices: readonly PriceRule[];
  readonly unpriced: string;
  /** Seconds one job usually takes, where it was observed. */
  readonly typicalSeconds: number | undefined;
  /** The day after which the model is gone (`YYYY-MM-DD`), where it was announced. */
  readonly sunset?: string;
};

/**
 * How much of a service one key may use at once. No vendor publishes figures for its models here, so these are careful
 * defaults that the user can change; the engine lowers them by itself where the service says that it is too much.
 */
export type ProviderLimits = {
  /** Jobs that run at the same time. */
  readonly concurrency: number;
  readonly submitsPerSecond: number;
  /** Questions about jobs. */
  readonly pollsPerSecond: number;
};

/** Prices that a provider publishes while it runs, by its model ids; they take the place of the catalogue's. */
export type PriceList = Readonly<Record<string, readonly PriceRule[]>>;

/** A provider as planning sees it: its name and what its models can do. */
export type ProviderSpec = {
  readonly id: string;
  readonly title: string;
  /** Name of the environment variable that holds its key; absent for a provider that needs none. */
  readonly keyVariable: string | undefined;
  /** Name of the environment variable that replaces its origin; absent for a local provider. */
  readonly baseUrlVariable: string | undefined;
  /** Where its API is, such as `https://api.example.com`; absent for a local provider. */
  readonly origin?: string;
  /** True where footage is drawn on this machine for nothing; such a take is drawn again when its label changed. */
  readonly local: boolean;
  /** Absent for a local provider. */
  readonly limits?: ProviderLimits;
  readonly defaultModel: string;
  readonly models: readonly ModelSpec[];
};

/** Every provider that a storyboard can name. */
export type Catalogue = readonly ProviderSpec[];
