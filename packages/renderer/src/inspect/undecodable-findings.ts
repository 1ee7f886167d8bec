import type { Finding } from '@storyboard/core';
import { explainLog } from '../ffmpeg/explain-log.ts';

/** How the decoding of a film's pictures or of its sound went. */
export type Decoding = {
  readonly kind: 'pictures' | 'sound';
  readonly errors: number;
  /** The first line of the log that told one. */
  readonly first: string;
  /** About when, in seconds, where that could be told. */
  readonly seconds: number | undefined;
  /** Of frames or samples: how many there are, and how many came out. */
  readonly expected: number;
  readonly got: number;
  /** How many may be missing without anything being wrong. */
  readonly tolerance: number;
};

/** Says that a player will stumble over a film; `file` is its path. */
export function undecodableFindings(decoding: Decoding, file: string): readonly Finding[] {
  const { kind, errors, first, seconds, expected, got, tolerance } = decoding;
  const what = kind === 'pictures' ? 'pictures' : 'sound';
  if (errors > 0) {
    const verb = kind === 'pictures' ? 'do' : 'does';
    const count = errors === 1 ? '1 error' : `${errors} errors`;
    const reason = explainLog(first, [file]).replace(/\.$/, '');
    const message = `Its ${what} ${verb} not decode cleanly: ${count}, the first: ${reason === '' ? 'not said' : reason}.`;
    return [{ code: 'undecodable', message, ...(seconds === undefined ? {} : { seconds }) }];
  }
  if (expected - got <= tolerance) return [];
  const unit = kind === 'pictures' ? 'frames' : 'samples';
  return [{ code: 'undecodable', message: `Only ${got} of its ${expected} ${unit} can be decoded.` }];
}
