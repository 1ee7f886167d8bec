import { readFile } from 'node:fs/promises';
import type { ProviderSpec, VideoProvider } from '@storyboard/core';
import { createAimlapiProvider, createShortapiProvider, type PaidAccess } from '@storyboard/providers';
import type { Access } from '../settings/read-access.ts';

const PAID: Readonly<Record<string, (access: PaidAccess) => VideoProvider>> = {
  shortapi: createShortapiProvider,
  aimlapi: createAimlapiProvider,
};

/** Opens a paid provider; undefined for one that this program has no code for. Asks nothing of its service. */
export function openPaidProvider(spec: ProviderSpec, access: Access): VideoProvider | undefined {
  return PAID[spec.id]?.({ ...access, readFile: (path) => readFile(path), spec });
}
