import { hash } from 'node:crypto';
import type { Digest } from '@storyboard/core';

/** Lower-case hex SHA-256 of the UTF-8 of a text. */
export function sha256(text: string): Digest {
  return hash('sha256', text);
}
