import type { ProviderSpec } from '@storyboard/core';
import type { DownloadLimits } from './download.ts';
import type { ReadFile } from './reference-urls.ts';
import type { TransportLimits } from './transport.ts';

/** What a paid provider needs from outside. */
export type PaidAccess = {
  /** Sent to `origin` and nowhere else. */
  readonly key: string;
  /** Such as `https://api.example.com`; the vendor's own where absent. */
  readonly origin?: string;
  /** Reads a reference that is a file. */
  readonly readFile: ReadFile;
  /** The spec that the provider shows, where the user's settings differ from the catalogue's. */
  readonly spec?: ProviderSpec;
  /** Other patience than the usual one. */
  readonly limits?: {
    readonly calls?: Partial<TransportLimits>;
    readonly downloads?: Partial<DownloadLimits>;
  };
};
