import type { Aspect, MicroUsd, PictureSize, ProviderSpec, Resolution } from '@storyboard/core';
import { microUsd } from '@storyboard/core/units';

/** What a submission asks for, as the service understood it. */
export type Order = {
  readonly model: string;
  readonly prompt: string;
  readonly seconds: number;
  readonly resolution: Resolution;
  readonly aspect: Aspect;
  readonly audio: boolean;
};

const SIZES: Readonly<Record<'720p' | '1080p', Readonly<Record<string, PictureSize>>>> = {
  '720p': {
    '16:9': { width: 1280, height: 720 },
    '9:16': { width: 720, height: 1280 },
    '1:1': { width: 960, height: 960 },
    '4:3': { width: 1088, height: 832 },
    '3:4': { width: 832, height: 1088 },
  },
  '1080p': {
    '16:9': { width: 1920, height: 1080 },
    '9:16': { width: 1080, height: 1920 },
    '1:1': { width: 1440, height: 1440 },
    '4:3': { width: 1632, height: 1248 },
    '3:4': { width: 1248, height: 1632 },
  },
};

/** The size in which Alibaba, who makes the models, makes such a clip. */
export function sizeOf({ resolution, aspect }: Pick<Order, 'resolution' | 'aspect'>): PictureSize {
  return SIZES[resolution === '720p' ? '720p' : '1080p'][aspect] ?? { width: 1280, height: 720 };
}

/**
 * What the simulated service takes for an order: the catalogue's price, and for a 720p that has none there two thirds
 * of 1080p, as Alibaba has it.
 */
export function priceOf(order: Order, spec: ProviderSpec): MicroUsd {
  return microUsd(Math.round(perSecondOf(order.model, order.resolution, spec) * order.seconds));
}

/** Micro-dollars for a second. */
export function perSecondOf(modelId: string, resolution: Resolution, spec: ProviderSpec): number {
  const prices = spec.models.find(({ id }) => id === modelId)?.prices ?? [];
  const priceAt = (wanted: Resolution) =>
    prices.find(({ when }) => when.resolution === undefined || when.resolution === wanted)?.perSecond;
  return priceAt(resolution) ?? Math.round(((priceAt('1080p') ?? 0) * 2) / 3);
}
