import type { SlateReference } from './slate.ts';

/** What a reference is called on a slate, and what is said of it. */
export type ReferenceWords = {
  readonly name: string;
  readonly description: string;
  /** Which part of another shot it is; '' for a reference of its own. */
  readonly part: string;
};

/** A colon stands in no name that a person gives: it tells that the reference is made of another shot. */
const CONTINUED = /^(.+):(last-frame|clip)$/u;

/** The words for a reference. One that is made of another shot is called by the shot, and described by its part. */
export function describeReference({ name, description = '' }: SlateReference): ReferenceWords {
  const [, shot, use] = CONTINUED.exec(name) ?? [];
  if (shot === undefined || use === undefined) return { name, description, part: '' };
  const part = use.replace('-', ' ');
  return { name: shot, description: part, part };
}
